#pragma once

#include "api/filter/filterexpression.h"

#include <QList>
#include <QStringView>

#include <variant>

namespace ic {

/// A piece of a filter text.
struct FilterToken
{
    enum class Kind {
        Word, ///< field, operator, true, false, and, or, not
        Text, ///< in double quotes; `text` is without them and without escapes
        Open,
        Close,
        Comma,
        End, ///< always the last token
    };

    Kind kind = Kind::End;
    qsizetype position = 0; ///< UTF-16 units from 0
    qsizetype length = 0; ///< with the quotes
    QString text = {};
};

/// Cuts a filter text into tokens, or names the first place that is none.
std::variant<QList<FilterToken>, FilterError> filterTokens(QStringView text);

/// Whether a character can be part of a field, an operator or another word.
bool isFilterWordCharacter(QChar c);

} // namespace ic
