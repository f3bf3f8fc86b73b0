// Pictures of many cards as one archive, in steps: each card in turn has its extent found and is drawn. One at a time.
#pragma once

#include <string>
#include <vector>

#include "base/file_names.h"
#include "dashboards/scalars/card_set.h"

namespace db {

struct PicturesJob {
  std::vector<CardId> cards;
  std::size_t next = 0;
  bool png = false;
  FileNames names;

  bool running() const { return next < cards.size(); }
  void stop() { *this = {}; }
};

}  // namespace db
