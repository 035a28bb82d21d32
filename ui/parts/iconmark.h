#pragma once

#include "models/table/statuswords.h"

#include <QWidget>

namespace ic {

/// A line icon that stands for itself, in the colour of its tone; follows the theme.
class IconMark final : public QWidget
{
    Q_OBJECT

public:
    explicit IconMark(const QString& icon, Tone tone = Tone::Neutral, QWidget* parent = nullptr);

    void setIcon(const QString& icon, Tone tone);
    QSize sizeHint() const override { return { 16, 16 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    Tone m_tone;
};

} // namespace ic
