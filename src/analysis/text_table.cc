#include "analysis/text_table.h"

#include <algorithm>
#include <functional>

#include "analysis/csv.h"

namespace db {
namespace {

const std::string& exact(const TextCell& cell) { return cell.exact.empty() ? cell.shown : cell.exact; }

std::string one_line(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string delimited(const TextTable& table, std::string_view separator,
                      const std::function<std::string(const std::string&)>& field) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out += separator;
    out += field(table.columns[i].title);
  }
  out += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += separator;
      out += field(exact(row[i]));
    }
    out += '\n';
  }
  return out;
}

std::string markdown_cell(const std::string& text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (c == '|' || c == '\\' || c == '*' || c == '_' || c == '`' || c == '<') out += '\\';
    out += c;
  }
  return out;
}

std::string latex_cell(const std::string& text) {
  struct Special {
    std::string_view from, to;
  };
  static constexpr Special kSpecials[] = {
      {"\\", "\\textbackslash{}"},
      {"&", "\\&"},
      {"%", "\\%"},
      {"$", "\\$"},
      {"#", "\\#"},
      {"_", "\\_"},
      {"{", "\\{"},
      {"}", "\\}"},
      {"~", "\\textasciitilde{}"},
      {"^", "\\textasciicircum{}"},
      {"−", "$-$"},
      {"∞", "$\\infty$"},
      {"×", "$\\times$"},
      {"–", "--"},
      {"…", "\\ldots{}"},
  };
  const std::string plain = one_line(text);
  const std::string_view view = plain;
  std::string out;
  for (std::size_t at = 0; at < view.size();) {
    const auto found =
        std::ranges::find_if(kSpecials, [&](const Special& s) { return view.substr(at).starts_with(s.from); });
    if (found == std::end(kSpecials)) {
      out += view[at++];
    } else {
      out += found->to;
      at += found->from.size();
    }
  }
  return out;
}

}  // namespace

std::string tsv_text(const TextTable& table) { return delimited(table, "\t", one_line); }

std::string table_csv_text(const TextTable& table) {
  return delimited(table, ",", [](const std::string& text) { return csv_field(text); });
}

std::string markdown_text(const TextTable& table) {
  std::string out = "|";
  for (const TextColumn& column : table.columns) out += " " + markdown_cell(column.title) + " |";
  out += "\n|";
  for (const TextColumn& column : table.columns) out += column.right ? " ---: |" : " --- |";
  out += '\n';
  for (const auto& row : table.rows) {
    out += '|';
    for (const TextCell& cell : row) out += " " + markdown_cell(cell.shown) + " |";
    out += '\n';
  }
  return out;
}

std::string latex_text(const TextTable& table) {
  std::string out = "\\begin{tabular}{";
  for (const TextColumn& column : table.columns) out += column.right ? 'r' : 'l';
  out += "}\n\\toprule\n";
  const auto line = [&](std::size_t cells, const auto& text) {
    for (std::size_t i = 0; i < cells; ++i) {
      if (i > 0) out += " & ";
      out += latex_cell(text(i));
    }
    out += " \\\\\n";
  };
  line(table.columns.size(), [&](std::size_t i) { return table.columns[i].title; });
  out += "\\midrule\n";
  for (const auto& row : table.rows) line(row.size(), [&](std::size_t i) { return row[i].shown; });
  out += "\\bottomrule\n\\end{tabular}\n";
  return out;
}

}  // namespace db
