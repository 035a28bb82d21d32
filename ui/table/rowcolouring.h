#pragma once

#include "models/table/rowrules.h"

#include <QAction>

namespace ic {

class Clock;
class IdentityTableModel;
class IdentityView;
class Notices;
class Settings;

/// The rules that colour the rows of the table: kept for the connection and changed in a dialog.
/// Whoever cannot see the colour, or wants to know why, is told in words.
class RowColouring final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object.
    RowColouring(IdentityView& view, IdentityTableModel& model, Settings& settings,
        const Clock& clock, Notices& notices);
    ~RowColouring() override;

    /// Opens the dialog of the rules.
    QAction* action() { return &m_action; }
    /// nullptr while the row is not loaded, and if no rule fits it.
    const RowRule* ruleOf(int row) const;
    /// "Coloured red by the rule: Status is Locked"; empty if none fits.
    QString wordsOf(const Identity& identity) const;
    QString wordsOf(int row) const;

private:
    void edit();

    IdentityView& m_view;
    IdentityTableModel& m_model;
    Settings& m_settings;
    const Clock& m_clock;
    Notices& m_notices;
    RowColours m_colours;
    QAction m_action;
};

} // namespace ic
