#include "ui/connections/rightslist.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/wraplabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Look
{
    QString icon = {};
    Tone tone = Tone::Neutral;
};

Look lookOf(RightCheck::State state)
{
    switch (state) {
    case RightCheck::State::Present:
        return { u"check"_s, Tone::Ok };
    case RightCheck::State::Missing:
        return { u"triangle-alert"_s, Tone::Warning };
    case RightCheck::State::NotKnown:
        return { u"circle-question-mark"_s, Tone::Neutral };
    }
    Q_UNREACHABLE();
}

} // namespace

RightsList::RightsList(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(u"rights"_s);
    setAccessibleName(tr("Rights"));
    m_rows->setContentsMargins(0, 2, 0, 0);
    m_rows->setSpacing(6);
}

void RightsList::setRights(const QList<RightCheck>& rights)
{
    if (rights == m_shown)
        return;
    m_shown = rights;
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const RightCheck& right : rights)
        m_rows->addWidget(makeRow(right));
}

QWidget* RightsList::makeRow(const RightCheck& right)
{
    const Look look = lookOf(right.state);
    auto* row = new QWidget(this);
    auto* mark = new IconMark(look.icon, look.tone, row);
    mark->setAccessibleName(stateWord(right.state));
    auto* operation = new WrapLabel(Tone::Plain, row);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    operation->setFont(strong);
    operation->setObjectName(u"right"_s);
    operation->setShown(tr("%1: %2", "an operation and whether its right is there")
                            .arg(right.operation, stateWord(right.state)));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(operation);
    for (const QString& text :
        { right.needed.isEmpty() ? QString() : tr("Needs %1").arg(right.needed), right.why }) {
        if (text.isEmpty())
            continue;
        auto* label = new WrapLabel(Tone::Neutral, row);
        label->setShown(text);
        texts->addWidget(label);
    }
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    return row;
}

} // namespace ic
