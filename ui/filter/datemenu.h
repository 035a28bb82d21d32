#pragma once

#include "base/wording.h"

#include <QMenu>

namespace ic {

/// How the table says dates: one of two.
class DateMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit DateMenu(QWidget* parent = nullptr);

    /// Marks the one in force; says nothing.
    void setStyle(DateStyle style);

signals:
    void styleChosen(ic::DateStyle style);

private:
    QAction* m_relative;
    QAction* m_absolute;
};

/// The words of Setting::Dates.
QString dateStyleWord(DateStyle style);
/// Relative, for a word that is none.
DateStyle dateStyleFromWord(const QString& word);

} // namespace ic
