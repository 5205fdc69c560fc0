// Telephone numbers as people write them.
#include "core/crm/phone.h"

#include <doctest/doctest.h>

using namespace pupitre;

TEST_CASE("phone: French spellings become one international form") {
    for (const char* typed :
         {"+33497566370", "+33 4 97 56 63 70", "+33 (0)4 97 56 63 70", "+33(0)497566370", "+33 04 97 56 63 70",
          "0033497566370", "00 33 4 97 56 63 70", "04 97 56 63 70", "04.97.56.63.70", "04-97-56-63-70", "0497566370",
          "04/97/56/63/70", "04\u00A097\u202F56 63 70", "497566370", "33497566370", " 04 97 56 63 70 "}) {
        CAPTURE(typed);
        const ReadPhone phone = read_phone(typed);
        CHECK(phone.understood);
        CHECK(phone.number == "+33497566370");
    }
}

TEST_CASE("phone: other countries need their + or 00") {
    CHECK(read_phone("+32 2 123 45 67").number == "+3221234567");
    CHECK(read_phone("0041 44 668 18 00").number == "+41446681800");
    CHECK(read_phone("+1 (514) 555-0199").number == "+15145550199");
}

TEST_CASE("phone: what is not understood stays as it was typed") {
    for (const char* typed : {"", "3949", "15", "poste 12", "04 97 56 63 70 poste 12", "04 97 56 63", "+33 4 97 56 63",
                              "+33 4 97 56 63 70 80", "00 00 00 00 00", "+", "+0123456789", "3,37E+10",
                              "12 34 56 78 90 12", "+1234567890123456", "04 97 56 63 70 / 06 58 76 03 29"}) {
        CAPTURE(typed);
        const ReadPhone phone = read_phone(typed);
        CHECK_FALSE(phone.understood);
        CHECK(phone.number == typed);
    }
}

TEST_CASE("phone: written as it is dialled in France") {
    CHECK(format_phone("+33497566370") == "04 97 56 63 70");
    CHECK(format_phone("+3221234567") == "+3221234567");
    CHECK(format_phone("3949") == "3949");
    CHECK(format_phone("+33 poste 12") == "+33 poste 12");
    CHECK(format_phone("").empty());
}
