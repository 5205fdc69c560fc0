# cmake -DINPUT=file -DOUTPUT=file.cpp -DHEADER=path.h -DFUNCTION=name -P embed_file.cmake
# Writes a C++ file whose function gives the bytes of INPUT.
file(READ "${INPUT}" digits HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${digits}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE "${OUTPUT}" "// Written by the build from ${INPUT}.
#include \"${HEADER}\"

namespace pupitre::host {

static constexpr unsigned char content[] = {
${bytes}
};

std::string_view ${FUNCTION}() { return {reinterpret_cast<const char*>(content), sizeof content}; }

}  // namespace pupitre::host
")
