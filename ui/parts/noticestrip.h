#pragma once

#include "ui/parts/attentionstrip.h"

class QLabel;

namespace ic {

class Notices;

/// News that must not pass by unread, at the top of the window until the person puts it away: a
/// line each, the newest last.
class NoticeStrip final : public AttentionStrip
{
    Q_OBJECT

public:
    /// `notices` outlives the strip.
    explicit NoticeStrip(Notices& notices, QWidget* parent = nullptr);

private:
    void follow();

    const Notices& m_notices;
    QLabel* m_text;
};

} // namespace ic
