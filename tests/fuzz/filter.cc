// A filter and names to try it on, apart by zeros: any text is a filter or an error within it; and as a regular
// expression its two machines agree.
#include <cstdlib>
#include <string_view>

#include "analysis/filter.h"

using namespace db;

namespace {

void require(bool good) {
  if (!good) std::abort();
}

struct Answers final : FilterValues {
  bool holds(std::size_t condition) const override { return condition % 2 == 0; }
};

std::string_view take_part(std::string_view& rest) {
  const std::string_view part = rest.substr(0, rest.find('\0'));
  rest.remove_prefix(part.size() < rest.size() ? part.size() + 1 : rest.size());
  return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view text = take_part(rest);
  for (const auto of : {Filter::Of::kNames, Filter::Of::kRuns}) {
    const auto filter = Filter::parse(text, of);
    if (!filter) {
      require(filter.error().offset <= text.size() && !filter.error().message.empty());
      continue;
    }
    require(of == Filter::Of::kRuns || filter->conditions().empty());
    const Answers answers;
    for (std::string_view names = rest; !names.empty();) {
      const std::string_view name = take_part(names);
      filter->matches(Filter::Names(&name, 1), &answers);
    }
  }
  for (const auto letters : {LetterCase::kIgnored, LetterCase::kKept}) {
    const auto regex = Regex::compile(text, letters);
    if (!regex) continue;
    RegexMatcher matcher(*regex);
    for (std::string_view names = rest; !names.empty();) {
      const std::string_view name = take_part(names);
      require(matcher.matches(name) == regex->matches(name));
    }
  }
  return 0;
}
