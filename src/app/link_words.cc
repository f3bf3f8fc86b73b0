#include "app/link_words.h"

#include <algorithm>
#include <utility>

#include "ui/number_text.h"

namespace db {
namespace {

std::string_view longest_part(std::string_view fragment) {
  std::string_view key;
  std::size_t most = 0;
  while (!fragment.empty()) {
    const auto end = std::min(fragment.find('&'), fragment.size());
    const std::string_view token = fragment.substr(0, end);
    if (token.size() > most) {
      most = token.size();
      key = token.substr(0, token.find('='));
    }
    fragment.remove_prefix(std::min(end + 1, fragment.size()));
  }
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"notes", "notes"},        {"names", "names of runs"},    {"colours", "colours"},
      {"hidden", "hidden runs"}, {"on", "runs that are shown"}, {"off", "runs that are not shown"}};
  const auto word = std::ranges::find(kWords, key, &std::pair<std::string_view, std::string_view>::first);
  return word == std::end(kWords) ? "settings of cards" : word->second;
}

}  // namespace

std::string link_warning(std::size_t before, std::string_view fragment) {
  const std::string what =
      byte_text(static_cast<double>(fragment.size())) + ", most of it " + std::string(longest_part(fragment));
  if (before <= kLongestLink && fragment.size() > kLongestLink) {
    return "This view is too long for the address (" + what + "). It is kept until this tab is closed";
  }
  if (before <= kLongLink && fragment.size() > kLongLink) {
    return "The link to this view is long (" + what + "). Some programs cut it off";
  }
  return {};
}

std::string left_out_text(bool newer, std::size_t settings) {
  if (!newer && settings == 0) return {};
  std::string text = newer ? "This link was made by a newer dropboard. Opened what is understood" : "Opened this link";
  if (settings == 0) return text + ".";
  return text + "; " + counted(settings, "setting was", "settings were") + " left out.";
}

}  // namespace db
