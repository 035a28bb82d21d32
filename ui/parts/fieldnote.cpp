#include "ui/parts/fieldnote.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/wraplabel.h"

#include <QAccessible>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

FieldNote::FieldNote(QWidget* parent)
    : QWidget(parent)
    , m_mark(new IconMark({}, Tone::Neutral, this))
    , m_text(new WrapLabel(Tone::Neutral, this))
{
    m_text->setObjectName(u"note"_s);
    QFont small = font();
    small.setPixelSize(std::max(9, QFontInfo(small).pixelSize() - 1));
    m_text->setFont(small);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 1);
    layout->setSpacing(5);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void FieldNote::say(const QString& icon, Tone tone, const QString& text)
{
    m_mark->setVisible(!icon.isEmpty());
    if (!icon.isEmpty())
        m_mark->setIcon(icon, tone);
    m_text->setTone(tone);
    m_text->setShown(text);
    setVisible(!text.isEmpty());
}

void FieldNote::sayProblem(const QString& text)
{
    const bool isNews = this->text() != text;
    say(u"circle-x"_s, Tone::Danger, text);
    if (!isNews || text.isEmpty())
        return;
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FieldNote::sayWarning(const QString& text)
{
    say(u"triangle-alert"_s, Tone::Warning, text);
}

void FieldNote::clear()
{
    say({}, Tone::Neutral, {});
}

void FieldNote::keepPlace()
{
    QSizePolicy kept = sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    setSizePolicy(kept);
    setMinimumHeight(m_text->fontMetrics().height() + 2);
}

QString FieldNote::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace ic
