// A folder that goes away with the test.
#pragma once

#include <string>
#include <string_view>

namespace pupitre::host {

class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string file(std::string_view name) const { return path_ + '/' + std::string(name); }
    /// Writes a file, with the folders that it needs.
    void write(std::string_view name, std::string_view content) const;

private:
    std::string path_;
};

std::string read_whole(const std::string& file);

}  // namespace pupitre::host
