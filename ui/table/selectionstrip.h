#pragma once

#include "ui/parts/attentionstrip.h"

class QLabel;

namespace ic {

class GonePeople;
class LinkButton;
class SelectionKeeper;
class SelectionStore;

/// Says above the table what the person has to know of a selection that came out of a file: that it
/// is from the last time, and who of it no longer exists. Goes when they answered.
class SelectionStrip final : public AttentionStrip
{
    Q_OBJECT

public:
    /// All of them outlive the strip.
    SelectionStrip(SelectionStore& selection, SelectionKeeper& keeper, GonePeople& gone,
        QWidget* parent = nullptr);

    /// What is being read, with a way to stop it; empty = nothing.
    void setReading(const QString& text);

signals:
    /// The table shall show whoever is ticked.
    void showRequested();
    void stopRequested();

private:
    void follow();
    void dismiss();

    SelectionStore& m_selection;
    SelectionKeeper& m_keeper;
    GonePeople& m_gone;
    QString m_reading;
    QString m_said; ///< to screen readers
    QLabel* m_text;
    LinkButton* m_show;
    LinkButton* m_untick;
    LinkButton* m_find;
    LinkButton* m_clear;
    LinkButton* m_keep;
    LinkButton* m_stop;
};

} // namespace ic
