// Reading XML and the tags of OFX 1: what is taken, what is refused, and where.
#include "core/exchange/xml_reader.h"

#include <doctest/doctest.h>

#include "core/exchange/tag_reader.h"

using namespace pupitre;

namespace {

/// "<a x=1>text</a>", or "! problem @line" at the end.
template <class Reader>
std::string told(std::string_view text, MarkupLimits limits = {}) {
    Reader reader(text, limits);
    std::string out;
    Markup piece;
    while (reader.next(piece)) {
        if (piece.kind == Markup::Kind::open) {
            out += '<' + piece.name;
            for (const auto& [name, value] : piece.attributes) out.append(" ").append(name).append("=").append(value);
            out += '>';
        } else if (piece.kind == Markup::Kind::close) {
            out += "</" + piece.name + '>';
        } else {
            out += piece.text;
        }
    }
    if (reader.problem() != MarkupProblem::none) {
        out += "! " + std::string(problem_name(reader.problem())) + " @" + std::to_string(reader.line());
    }
    return out;
}

std::string xml(std::string_view text, MarkupLimits limits = {}) { return told<XmlReader>(text, limits); }
std::string tags(std::string_view text, MarkupLimits limits = {}) { return told<TagReader>(text, limits); }

}  // namespace

TEST_CASE("xml: elements, attributes, texts, CDATA, comments, instructions") {
    CHECK(xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->\n<a x='1' y=\"&lt;2\"><b/>t</a>\n<!-- d -->") ==
          "<a x=1 y=<2><b></b>t</a>");
    CHECK(xml("<a>one<!-- no -->two<?pi?>three</a>") == "<a>onetwothree</a>");
    CHECK(xml("<a><![CDATA[<b>&amp;]]></a>") == "<a><b>&amp;</a>");
    CHECK(xml("<a>\n  <b> x </b>\n</a>") == "<a><b> x </b></a>");
    CHECK(xml("<été>à</été>") == "<été>à</été>");
}

TEST_CASE("xml: the five entities and characters by number, nothing else; a document type is refused") {
    CHECK(xml("<a>&lt;&gt;&amp;&quot;&apos;&#233;&#xE9;</a>") == "<a><>&\"'éé</a>");
    CHECK(xml("<a>&nbsp;</a>") == "<a>! unknown_entity @1");
    CHECK(xml("<a>&#0;</a>") == "<a>! unknown_entity @1");
    CHECK(xml("<a>&#xD800;</a>") == "<a>! unknown_entity @1");
    CHECK(xml("<a>M & M</a>") == "<a>! unknown_entity @1");
    CHECK(xml("<!DOCTYPE a [<!ENTITY b \"bb\">]>\n<a>&b;</a>") == "! doctype @1");
}

TEST_CASE("xml: names lose their prefix, declarations of namespaces say nothing") {
    CHECK(xml("<n:a xmlns:n='u' xmlns='v' n:x='1'><n:b>t</n:b></n:a>") == "<a x=1><b>t</b></a>");
    CHECK(xml("<n:a></m:a>") == "<a>! wrong_nesting @1");
    CHECK(xml("<a:b:c/>") == "! malformed @1");
}

TEST_CASE("xml: wrong nesting and what is cut off are refused, with the line") {
    CHECK(xml("<a>\n<b>\n</a></b>") == "<a><b>! wrong_nesting @3");
    CHECK(xml("<a><b></b>") == "<a><b></b>! truncated @1");
    CHECK(xml("<a></a><b/>") == "<a></a>! malformed @1");
    CHECK(xml("<a></a>x") == "<a></a>! malformed @1");
    CHECK(xml("") == "! malformed @1");
    CHECK(xml("text") == "! malformed @1");
    CHECK(xml("<a x=1/>") == "! malformed @1");
    CHECK(xml("<a x='1' x='2'/>") == "! malformed @1");
    CHECK(xml("<a x='<'/>") == "! malformed @1");
    CHECK(xml("<a x='1'y='2'/>") == "! malformed @1");
    CHECK(xml("<a>]]></a>") == "<a>! malformed @1");
    CHECK(xml("<a><!-- ") == "<a>! truncated @1");
    CHECK(xml("<a><![CDATA[ ") == "<a>! truncated @1");
    CHECK(xml("<1/>") == "! malformed @1");
    CHECK(xml("<a") == "! truncated @1");
}

TEST_CASE("xml: depth, lengths and attributes have limits") {
    const MarkupLimits limits{.depth_max = 2, .name_bytes_max = 4, .text_bytes_max = 5, .attributes_max = 1};
    CHECK(xml("<a><b/></a>", limits) == "<a><b></b></a>");
    CHECK(xml("<a><b><c/></b></a>", limits) == "<a><b>! too_deep @1");
    CHECK(xml("<abcde/>", limits) == "! too_long @1");
    CHECK(xml("<a>123456</a>", limits) == "<a>! too_long @1");
    CHECK(xml("<a><![CDATA[123456]]></a>", limits) == "<a>! too_long @1");
    CHECK(xml("<a x='123456'/>", limits) == "! too_long @1");
    CHECK(xml("<a x='1' y='2'/>", limits) == "! too_long @1");
}

TEST_CASE("tags: values without an end tag are closed, with one too; bare & stands for itself") {
    CHECK(tags("<OFX>\n<A>\n<B>1\n<C>two words\n</A>\n</OFX>") == "<OFX><A><B>1</B><C>two words</C></A></OFX>");
    CHECK(tags("<OFX><B>1</B></OFX>") == "<OFX><B>1</B></OFX>");
    CHECK(tags("<OFX><B>M&M &amp; Co&nbsp;x</OFX>") == "<OFX><B>M&M & Co x</B></OFX>");
    CHECK(tags("<OFX><A><EMPTY><B>1</A></OFX>") == "<OFX><A><EMPTY><B>1</B></EMPTY></A></OFX>");
    CHECK(tags("<OFX><EMPTY></EMPTY></OFX>") == "<OFX><EMPTY></EMPTY></OFX>");
}

TEST_CASE("tags: what closes without having begun, and what is cut off, is refused") {
    CHECK(tags("<OFX>\n<A></B>") == "<OFX><A>! wrong_nesting @2");
    CHECK(tags("<OFX><A>") == "<OFX><A>! truncated @1");
    CHECK(tags("<OFX") == "! truncated @1");
    CHECK(tags("<OFX></OFX>x") == "<OFX></OFX>! malformed @1");
    CHECK(tags("<!DOCTYPE a>") == "! doctype @1");
    CHECK(tags("< a>") == "! malformed @1");
    CHECK(tags("<a><b><c>", {.depth_max = 2}) == "<a><b>! too_deep @1");
    CHECK(tags("<a>12345", {.text_bytes_max = 3}) == "! too_long @1");
}
