// Names of files that any file system takes, made from names of tags and runs.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace db {

// Of one folder, or one archive: no two are alike, whatever the case of their letters.
class FileNames {
 public:
  // `ending` is ".csv" or such. At most about 200 bytes and the ending.
  std::string add(std::string_view wanted, std::string_view ending);

 private:
  std::set<std::string> taken_;
};

}  // namespace db
