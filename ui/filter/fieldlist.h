#pragma once

#include "api/filter/filterfield.h"

#include <optional>

class QComboBox;

namespace ic {

/// Fills a combo box with what the list API can filter by, any name or email first, and below it,
/// greyed and with the reason, with what people look for in vain.
void fillFieldList(QComboBox& combo);

void setCurrentField(QComboBox& combo, std::optional<FilterField> field);
/// nullopt: any name or email.
std::optional<FilterField> currentField(const QComboBox& combo);

} // namespace ic
