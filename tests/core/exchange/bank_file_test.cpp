// Bank files of each format as banks write them, their encodings, and what is said of lines and files that cannot be read.
#include "core/exchange/bank_file.h"

#include <doctest/doctest.h>

using namespace pupitre;

namespace {

Date day(std::int32_t month, std::int32_t of_month) { return *Date::from_ymd(2026, month, of_month); }

BankFile read(std::string_view bytes) {
    Result<BankFile, BankFileError> file = read_bank_file(bytes);
    REQUIRE(file.ok());
    return *std::move(file);
}

std::string error_of(std::string_view bytes, const BankFileLimits& limits = {}) {
    const Result<BankFile, BankFileError> file = read_bank_file(bytes, limits);
    if (file.ok()) return "read";
    const std::string name(file.error().name);
    return file.error().line == 0 ? name : name + " @" + std::to_string(file.error().line);
}

const std::string ofx_1_head =
    "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\n"
    "COMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n";

std::string ofx_1(const std::string& transactions) {
    return ofx_1_head +
           "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261120<LANGUAGE>FRA</SONRS>"
           "</SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>EUR\r\n<BANKACCTFROM><BANKID>30006"
           "<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>\r\n<BANKTRANLIST>\r\n" +
           transactions + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";
}

std::string camt(const std::string& entries) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
           "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">"
           "<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>S</Id><Acct><Id><IBAN>FR7630006000011234567890189"
           "</IBAN></Id><Ccy>EUR</Ccy></Acct><Bal><Amt Ccy=\"EUR\">99.00</Amt></Bal>\n" +
           entries + "</Stmt></BkToCstmrStmt></Document>";
}

}  // namespace

TEST_CASE("[BKS-07] bank file: OFX 1, with and without end tags, in Windows-1252") {
    const BankFile file =
        read(ofx_1("<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261103120000[+1:CET]<TRNAMT>-42.50<FITID>F1<NAME>EDF<MEMO>PRLV "
                   "\xC9nergie\r\n"
                   "</STMTTRN>\r\n<STMTTRN>\r\n<TRNTYPE>CREDIT</TRNTYPE>\r\n<DTPOSTED>20261104</"
                   "DTPOSTED>\r\n<TRNAMT>+1200,5</TRNAMT>\r\n"
                   "<FITID>F2</FITID>\r\n<NAME>M&M</NAME>\r\n<MEMO></MEMO>\r\n</STMTTRN>\r\n"));
    CHECK(file.format == BankFormat::ofx);
    CHECK(file.encoding == Encoding::cp1252);
    REQUIRE(file.statements.size() == 1);
    CHECK(file.statements[0].account_number == "12345678901");
    CHECK(file.statements[0].currency == Currency::eur);
    REQUIRE(file.line_count() == 2);
    const StatementLine& first = file.statements[0].lines[0];
    CHECK(first.booked_on == day(11, 3));
    CHECK(first.minor == -4'250);
    CHECK(first.reference == "F1");
    CHECK(first.counterparty == "EDF");
    CHECK(first.text == "PRLV Énergie");
    const StatementLine& second = file.statements[0].lines[1];
    CHECK(second.minor == 120'050);
    CHECK(second.counterparty == "M&M");
    CHECK(second.text.empty());
    CHECK(second.number > first.number);
}

TEST_CASE("[BKS-07] bank file: OFX 2, of a card, strictly as XML") {
    const std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" "
        "VERSION=\"211\"?>\n<OFX><CREDITCARDMSGSRSV1>"
        "<CCSTMTTRNRS><CCSTMTRS><CURDEF>CAD</CURDEF><CCACCTFROM><ACCTID>4500</ACCTID></"
        "CCACCTFROM><BANKTRANLIST><STMTTRN>"
        "<DTPOSTED>20261103</DTPOSTED><TRNAMT>-10.00</TRNAMT><FITID>1</FITID><PAYEE><NAME>L&#233;on &amp; "
        "Cie</NAME></PAYEE>"
        "</STMTTRN></BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>";
    const BankFile file = read(text);
    CHECK(file.statements.at(0).account_number == "4500");
    CHECK(file.statements.at(0).currency == Currency::cad);
    CHECK(file.statements.at(0).lines.at(0).counterparty == "Léon & Cie");
    std::string broken = text;
    broken.replace(broken.find("</STMTTRN>"), 10, "</STMTTRX>");
    CHECK(error_of(broken) == "wrong_nesting @3");
}

TEST_CASE("[BKS-07] bank file: CAMT.053, debits and credits, both sides' names, what is not booked left out") {
    const BankFile file = read(camt(
        "<Ntry><NtryRef>N1</NtryRef><Amt "
        "Ccy=\"EUR\">42.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-03"
        "</Dt></BookgDt><ValDt><Dt>2026-11-04</Dt></ValDt><AcctSvcrRef>A1</"
        "AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Nous"
        "</Nm></Dbtr><Cdtr><Nm>EDF</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Facture "
        "12</Ustrd><Ustrd>novembre</Ustrd></RmtInf></TxDtls>"
        "</NtryDtls></Ntry>\n"
        "<Ntry><Amt "
        "Ccy=\"EUR\">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts><BookgDt><Dt>2026-11-05</Dt></BookgDt>"
        "</Ntry>\n"
        "<Ntry><NtryRef>N3</NtryRef><Amt "
        "Ccy=\"EUR\">1200.00000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt>"
        "<DtTm>2026-11-06T10:00:00</DtTm></BookgDt><AddtlNtryInf>Remise de "
        "chèques</AddtlNtryInf><NtryDtls><TxDtls><RltdPties>"
        "<Dbtr><Pty><Nm>Dupont</Nm></Pty></Dbtr></RltdPties></TxDtls><TxDtls/></NtryDtls></Ntry>"));
    CHECK(file.format == BankFormat::camt);
    CHECK(file.pending == 1);
    CHECK(file.statements.at(0).account_number == "FR7630006000011234567890189");
    CHECK(file.statements.at(0).currency == Currency::eur);
    REQUIRE(file.line_count() == 2);
    const StatementLine& first = file.statements[0].lines[0];
    CHECK(first.booked_on == day(11, 3));
    CHECK(first.value_on == day(11, 4));
    CHECK(first.minor == -4'250);
    CHECK(first.counterparty == "EDF");
    CHECK(first.text == "Facture 12 novembre");
    CHECK(first.reference == "A1");
    CHECK(first.currency == Currency::eur);
    const StatementLine& batch = file.statements[0].lines[1];
    CHECK(batch.booked_on == day(11, 6));
    CHECK(batch.minor == 120'000);
    CHECK(batch.counterparty.empty());
    CHECK(batch.reference == "N3");
    CHECK(batch.text == "Remise de chèques");
}

TEST_CASE("bank file: prefixes of namespaces, CDATA and comments in CAMT, and one payment's names under Pty") {
    std::string text =
        "<d:Document "
        "xmlns:d='urn:x'><d:BkToCstmrStmt><d:Stmt><d:Acct><d:Id><d:Othr><d:Id>12-34</d:Id></d:Othr></d:Id></d:Acct>"
        "<d:Ntry><d:Amt "
        "Ccy='CHF'>7.10</d:Amt><d:CdtDbtInd>CRDT</d:CdtDbtInd><d:BookgDt><d:Dt>2026-11-03</d:Dt></d:BookgDt>"
        "<d:NtryDtls><d:TxDtls><d:Refs><d:AcctSvcrRef>T9</d:AcctSvcrRef></"
        "d:Refs><d:RltdPties><d:Dbtr><d:Pty><d:Nm><!-- x -->"
        "<![CDATA[A & "
        "B]]></d:Nm></d:Pty></d:Dbtr></d:RltdPties></d:TxDtls></d:NtryDtls></d:Ntry></d:Stmt></d:BkToCstmrStmt>"
        "</d:Document>";
    const BankFile file = read(text);
    CHECK(file.statements.at(0).account_number == "12-34");
    CHECK(file.statements.at(0).lines.at(0).counterparty == "A & B");
    CHECK(file.statements.at(0).lines.at(0).reference == "T9");
    CHECK(file.statements.at(0).lines.at(0).currency == Currency::chf);
}

TEST_CASE("[BKS-07] bank file: a French table with a preamble, debit and credit columns, in Windows-1252") {
    const BankFile file = read(
        "Compte;FR76 3000 6000 0112 3456 7890 189\r\nSolde au 20/11/2026;1 234,56\r\n\r\n"
        "Date;Date de valeur;Libell\xE9;D\xE9"
        "bit euros;Cr\xE9"
        "dit euros;R\xE9"
        "f\xE9rence\r\n"
        "03/11/2026;04/11/2026;PRLV EDF;-42,50;;R1\r\n"
        "05/11/26;;\"VIR; Dupont\";;1 200,00;\r\n"
        "06/11/2026;;LOYER;900,00;;\r\n"
        ";;Total;;;\r\n");
    CHECK(file.format == BankFormat::table);
    REQUIRE(file.line_count() == 3);
    const auto& lines = file.statements[0].lines;
    CHECK(lines[0].number == 5);
    CHECK(lines[0].booked_on == day(11, 3));
    CHECK(lines[0].value_on == day(11, 4));
    CHECK(lines[0].minor == -4'250);
    CHECK(lines[0].text == "PRLV EDF");
    CHECK(lines[0].reference == "R1");
    CHECK(lines[1].minor == 120'000);
    CHECK(lines[1].text == "VIR; Dupont");
    CHECK(lines[2].minor == -90'000);
}

TEST_CASE("bank file: an English table with one amount column and the month in front") {
    const BankFile file = read(
        "Posting Date,Description,Amount,Currency\n11/03/2026,Coffee,\"-1,234.50\",CAD\n11/20/2026,Sale,80.00,CAD\n");
    const auto& lines = file.statements.at(0).lines;
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].booked_on == day(11, 3));
    CHECK(lines[0].minor == -123'450);
    CHECK(lines[0].currency == Currency::cad);
    CHECK(lines[1].booked_on == day(11, 20));
}

TEST_CASE("bank file: a line that cannot be read says why and keeps the others") {
    const BankFile table = read(
        "Date;Libellé;Montant;Devise\n31/02/2026;a;1,00;\n03/11/2026;b;douze;\n;c;1,00;\n03/11/2026;d;1,0051;\n"
        "03/11/2026;e;1,00;XYZ\n03/11/2026;f;;\n03/11/2026;g;99999999999999,00;\n03/11/2026;h;1,00;EUR\n");
    std::vector<LineProblem> problems;
    for (const StatementLine& line : table.statements.at(0).lines) problems.push_back(line.problem);
    CHECK(problems == std::vector<LineProblem>{LineProblem::date_unreadable, LineProblem::amount_unreadable,
                                               LineProblem::date_missing, LineProblem::amount_too_precise,
                                               LineProblem::currency_unknown, LineProblem::amount_missing,
                                               LineProblem::amount_too_large, LineProblem::none});
    CHECK(table.statements[0].lines[1].problem_value == "douze");
    CHECK(table.statements[0].lines[1].number == 3);
    const BankFile ofx =
        read(ofx_1("<STMTTRN><DTPOSTED>2026<TRNAMT>1.234<FITID>1</STMTTRN><STMTTRN><DTPOSTED>20261103<TRNAMT>x"
                   "</STMTTRN><STMTTRN><FITID>3</STMTTRN>"));
    const auto& lines = ofx.statements.at(0).lines;
    CHECK(lines.at(0).problem == LineProblem::date_unreadable);
    CHECK(lines.at(1).problem == LineProblem::amount_unreadable);
    CHECK(lines.at(2).problem == LineProblem::date_missing);
    const BankFile odd =
        read(camt("<Ntry><Amt Ccy='JPY'>5</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-11-03</Dt></BookgDt>"
                  "</Ntry><Ntry><Amt>5</Amt><CdtDbtInd>?</CdtDbtInd><BookgDt><Dt>2026-11-03</Dt></BookgDt></Ntry>"));
    CHECK(odd.statements.at(0).lines.at(0).problem == LineProblem::currency_unknown);
    CHECK(odd.statements.at(0).lines.at(1).problem == LineProblem::amount_unreadable);
}

TEST_CASE("bank file: what is no statement, damaged or too large is refused whole, with the line") {
    CHECK(error_of("") == "empty_file");
    CHECK(error_of("%PDF-1.4") == "pdf_document");
    CHECK(error_of("PK\x03\x04zip") == "excel_workbook");
    CHECK(error_of(std::string("a\0b", 3)) == "binary_file");
    CHECK(error_of("bonjour\nje ne suis pas un relevé\n") == "no_columns");
    CHECK(error_of("Date;Montant\n") == "no_lines");
    CHECK(error_of("<html><body/></html>") == "not_a_statement @1");
    CHECK(error_of("<Document><BkToCstmrDbtCdtNtfctn/></Document>") == "not_a_statement @1");
    CHECK(error_of(camt("")) == "no_lines");
    CHECK(error_of(camt("<Ntry>\n<Amt>")) == "wrong_nesting @4");
    CHECK(error_of("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<Document/>") == "doctype @1");
    CHECK(error_of("<?xml version='1.0' encoding='EBCDIC'?><Document/>") == "encoding_unknown @1");
    CHECK(error_of(ofx_1("<STMTTRN><FITID>1<STMTTRN><FITID>2</STMTTRN>")) == "wrong_nesting @14");
    CHECK(error_of(ofx_1("<STMTTRN><FITID>1</STMTTRN>").substr(0, 500)) == "truncated @14");
    BankFileLimits limits;
    limits.lines_max = 1;
    CHECK(error_of("Date;Montant\n01/01/2026;1\n" + std::string(40, '\n') + "02/01/2026;1\n", limits) == "read");
    CHECK(error_of(ofx_1("<STMTTRN><FITID>1</STMTTRN><STMTTRN><FITID>2</STMTTRN>"), limits) == "too_many_lines @14");
    CHECK(error_of(camt("<Ntry/><Ntry/>"), limits) == "too_many_lines @3");
    limits.bytes_max = 10;
    CHECK(error_of("Date;Montant\n", limits) == "too_large");
    limits = {};
    limits.statements_max = 0;
    CHECK(error_of(camt("<Ntry/>"), limits).starts_with("too_many_statements"));
}

TEST_CASE("bank file: the declared encoding decides between neighbours") {
    const std::string head = "<?xml version=\"1.0\" encoding=\"";
    const std::string rest =
        "\"?><Document><BkToCstmrStmt><Stmt><Ntry><Amt "
        "Ccy='EUR'>5</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-11-03</Dt>"
        "</BookgDt><AddtlNtryInf>Caf\xE9 \xBDuvre \xA4</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>";
    CHECK(read(head + "ISO-8859-15" + rest).statements.at(0).lines.at(0).text == "Café œuvre €");
    CHECK(read(head + "ISO-8859-1" + rest).statements.at(0).lines.at(0).text == "Café ½uvre ¤");
    std::string utf16("\xFF\xFE");
    for (const char c : std::string("Date;Montant\n03/11/2026;5,00\n")) utf16.append({c, '\0'});
    CHECK(read(utf16).statements.at(0).lines.at(0).minor == 500);
}
