#include "ingest/disk_logdir.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/logdir_path.h"

namespace db {
namespace {

std::string why(const std::string& what) { return what + ": " + std::strerror(errno); }

class DiskFile final : public ByteSource {
 public:
  explicit DiskFile(int descriptor) : descriptor_(descriptor) {}
  ~DiskFile() override { ::close(descriptor_); }
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;

  Result<std::uint64_t> bytes() override {
    struct stat info;
    if (::fstat(descriptor_, &info) != 0) return fail(why("cannot look at the file"));
    return static_cast<std::uint64_t>(info.st_size);
  }

  Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> room) override {
    std::size_t done = 0;
    while (done < room.size()) {
      const ssize_t n = ::pread(descriptor_, room.data() + done, room.size() - done, static_cast<off_t>(offset + done));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return fail(why("cannot read the file"), offset + done);
      if (n == 0) break;
      done += static_cast<std::size_t>(n);
    }
    return done;
  }

 private:
  int descriptor_;
};

struct FolderId {
  dev_t device;
  ino_t inode;
};

class Walk {
 public:
  Walk(std::string root, std::vector<LogdirEntry>& entries) : root_(std::move(root)), entries_(entries) {}

  // `path`: relative to the root, with a slash at the end, or empty.
  Result<void> folder(const std::string& path) {
    const std::string full = root_ + path;
    struct stat info;
    if (::stat(full.c_str(), &info) != 0) return fail(why("cannot look at " + full));
    for (const FolderId& above : above_) {
      if (above.device == info.st_dev && above.inode == info.st_ino) return {};  // a link back up
    }
    DIR* folder = ::opendir(full.c_str());
    if (!folder) return fail(why("cannot list " + full));
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(folder)) {
      const std::string name = entry->d_name;
      if (name != "." && name != "..") names.push_back(name);
    }
    ::closedir(folder);
    std::ranges::sort(names);
    above_.push_back({info.st_dev, info.st_ino});
    for (const std::string& name : names) visit(path + name);
    above_.pop_back();
    return {};
  }

 private:
  void visit(const std::string& path) {
    const std::string full = root_ + path;
    struct stat info;
    if (::stat(full.c_str(), &info) != 0) {
      entries_.push_back({path, 0, why("cannot look at it")});
    } else if (S_ISDIR(info.st_mode)) {
      const auto walked = folder(path + "/");
      if (!walked) entries_.push_back({path, 0, walked.error().message});
    } else if (S_ISREG(info.st_mode)) {
      entries_.push_back({path, static_cast<std::uint64_t>(info.st_size), {}});
    } else {
      entries_.push_back({path, 0, "neither a file nor a folder"});
    }
  }

  std::string root_;
  std::vector<LogdirEntry>& entries_;
  std::vector<FolderId> above_;
};

}  // namespace

Result<std::unique_ptr<DiskLogdir>> DiskLogdir::open_path(const std::string& path) {
  auto logdir = std::make_unique<DiskLogdir>();
  std::string trimmed = path;
  while (trimmed.size() > 1 && trimmed.ends_with('/')) trimmed.pop_back();
  logdir->name_ = base_name(trimmed);
  struct stat info;
  if (::stat(trimmed.c_str(), &info) != 0) return fail(why("cannot look at " + trimmed));
  if (S_ISREG(info.st_mode)) {
    logdir->root_ = trimmed.substr(0, trimmed.size() - logdir->name_.size());
    logdir->entries_.push_back({logdir->name_, static_cast<std::uint64_t>(info.st_size), {}});
    return logdir;
  }
  logdir->root_ = trimmed + "/";
  if (const auto walked = Walk(logdir->root_, logdir->entries_).folder(""); !walked)
    return std::unexpected(walked.error());
  std::ranges::sort(logdir->entries_, {}, &LogdirEntry::path);
  return logdir;
}

Result<std::unique_ptr<ByteSource>> DiskLogdir::open(const LogdirEntry& entry) const {
  if (!entry.problem.empty()) return fail(entry.problem);
  const int descriptor = ::open((root_ + entry.path).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(why("cannot open the file"));
  return std::make_unique<DiskFile>(descriptor);
}

}  // namespace db
