// The search grammar for names of runs, tags and files: words are "and", "a|b" is either, "!a" is not, "/regex/" is an
// ECMAScript regular expression; "a b" in quotes is one word. All without regard to case.
//
// Cost: O(name) a word; a regular expression is compiled once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/regex.h"
#include "base/result.h"

namespace db {

class Filter {
 public:
  Filter() = default;  // everything matches
  // The error's message is for people: 'a "(" is not closed'.
  static Result<Filter> parse(std::string_view text);

  bool empty() const { return all_.empty(); }
  bool matches(std::string_view name) const;

 private:
  struct Term {
    bool negated = false;
    std::string word;  // lower case
    std::shared_ptr<const Regex> regex;
  };
  using Either = std::vector<Term>;
  std::vector<Either> all_;
};

}  // namespace db
