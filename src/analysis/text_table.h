// A table as text for other programs and papers: TSV and CSV with exact numbers, Markdown and LaTeX (booktabs) with the
// numbers as the page shows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db {

struct TextCell {
  std::string shown;  // "0.8290", "−1.5", "3 h 07 min"; as UTF-8
  std::string exact;  // "0.8289999961853027"; empty: as shown
};

struct TextColumn {
  std::string title;
  bool right = false;  // numbers
};

struct TextTable {
  std::vector<TextColumn> columns;
  std::vector<std::vector<TextCell>> rows;  // a cell for each column
};

std::string tsv_text(const TextTable& table);        // tabs and line breaks inside of a cell become spaces
std::string table_csv_text(const TextTable& table);  // quoted by RFC 4180
std::string markdown_text(const TextTable& table);
std::string latex_text(const TextTable& table);  // needs \usepackage{booktabs}

}  // namespace db
