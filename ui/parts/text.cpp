#include "ui/parts/text.h"

#include "ui/parts/theme.h"

#include "base/plaintext.h"

#include <QFontDatabase>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

QLabel* secondaryLabel(const QString& text, QWidget* parent)
{
    QLabel* label = plainLabel(text, parent);
    label->setObjectName(u"secondary"_s);
    setTone(*label, Tone::Neutral);
    return label;
}

void makeTitle(QLabel& label)
{
    QFont large = label.font();
    large.setPixelSize(16);
    large.setWeight(QFont::DemiBold);
    label.setFont(large);
}

QLabel* titleLabel(const QString& text, QWidget* parent)
{
    QLabel* label = plainLabel(text, parent);
    makeTitle(*label);
    return label;
}

QLabel* sectionLabel(const QString& text, QWidget* parent)
{
    QLabel* label = secondaryLabel(text, parent);
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    label->setFont(strong);
    return label;
}

void setTone(QLabel& label, Tone tone)
{
    label.setForegroundRole(toneRole(tone));
}

QFont fixedFont(int pixelSize)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    // A text layout looks for the family by its name, and "monospace" is the name of none: the
    // hint leads it to a font that is there.
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPixelSize(std::max(9, pixelSize));
    return font;
}

QString menuText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace ic
