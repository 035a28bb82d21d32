#pragma once

#include "models/table/statuswords.h"

#include <QFrame>

namespace ic {

class LinkButton;

/// A strip across a surface that wants to be seen: something waits, is unknown or has to be known;
/// in the tone of Info: says all the time what the surface shows.
class AttentionStrip : public QFrame
{
    Q_OBJECT

public:
    explicit AttentionStrip(QWidget* parent = nullptr, Tone tone = Tone::Warning);

protected:
    /// At the end of its layout; `name`: of the object.
    LinkButton* addLink(const QString& name, const QString& text = {});
    void paintEvent(QPaintEvent* event) override;

private:
    const Tone m_tone;
};

} // namespace ic
