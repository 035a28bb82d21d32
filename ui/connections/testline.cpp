#include "ui/connections/testline.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/text.h"
#include "ui/parts/wraplabel.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int TestLineIconSide = 16;
constexpr int TestLineGap = 8;

struct TestLook
{
    QString icon = {};
    Tone tone = Tone::Neutral;
};

TestLook lookOf(ConnectionCheck::State state)
{
    switch (state) {
    case ConnectionCheck::State::Waiting:
        return { u"circle-dashed"_s, Tone::Neutral };
    case ConnectionCheck::State::Running:
        return { u"loader"_s, Tone::Info };
    case ConnectionCheck::State::Passed:
        return { u"check"_s, Tone::Ok };
    case ConnectionCheck::State::Warning:
        return { u"triangle-alert"_s, Tone::Warning };
    case ConnectionCheck::State::Failed:
        return { u"circle-x"_s, Tone::Danger };
    case ConnectionCheck::State::NotReached:
        return { u"minus"_s, Tone::Neutral };
    }
    Q_UNREACHABLE();
}

QFont strong(const QFont& font)
{
    QFont own = font;
    own.setWeight(QFont::DemiBold);
    return own;
}

int stepWidth(const QFont& font)
{
    constexpr std::array Steps { ConnectionCheck::Step::Name, ConnectionCheck::Step::Tls,
        ConnectionCheck::Step::Token, ConnectionCheck::Step::FirstRead,
        ConnectionCheck::Step::Rights };
    int width = 0;
    for (const ConnectionCheck::Step step : Steps)
        width = std::max(width, QFontMetrics(strong(font)).horizontalAdvance(stepTitle(step)));
    return width + 2;
}

} // namespace

int TestLine::textLeft(const QFont& font)
{
    return TestLineIconSide + TestLineGap + stepWidth(font) + TestLineGap;
}

TestLine::TestLine(QWidget* parent)
    : QWidget(parent)
    , m_mark(new IconMark({}, Tone::Neutral, this))
    , m_step(plainLabel({}, this))
    , m_text(new WrapLabel(Tone::Plain, this))
    , m_advice(new WrapLabel(Tone::Neutral, this))
    , m_ms(secondaryLabel({}, this))
{
    m_text->setObjectName(u"checkText"_s);
    m_advice->setObjectName(u"checkAdvice"_s);
    m_step->setFont(strong(font()));
    // All lines have the same columns, without being in one table: then each wraps by itself.
    m_step->setFixedWidth(stepWidth(font()));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_text);
    texts->addWidget(m_advice);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(TestLineGap);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addWidget(m_step, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(m_ms, 0, Qt::AlignTop | Qt::AlignTrailing);
}

void TestLine::setCheck(const ConnectionCheck& check)
{
    const TestLook look = lookOf(check.state);
    const QString word = stateWord(check.state);
    const bool isFound = check.state != ConnectionCheck::State::Waiting
        && check.state != ConnectionCheck::State::NotReached;
    m_mark->setIcon(look.icon, look.tone);
    m_mark->setToolTip(word);
    m_mark->setAccessibleName(word);
    m_step->setText(stepTitle(check.step));
    m_text->setTone(isFound ? Tone::Plain : Tone::Neutral);
    // A failure is called one; what passed or runs is said by what was found.
    const bool isFailed = check.state == ConnectionCheck::State::Failed;
    if (check.text.isEmpty())
        m_text->setShown(word);
    else
        m_text->setShown(
            isFailed ? tr("%1. %2", "how a step ended and why").arg(word, check.text) : check.text);
    m_text->setAccessibleName(tr("%1: %2. %3", "a step, how it ended and why")
                                  .arg(stepTitle(check.step), word, check.text));
    m_advice->setShown(check.advice);
    m_advice->setVisible(!check.advice.isEmpty());
    m_ms->setText(check.ms < 0 ? QString() : tr("%1 ms").arg(numberText(check.ms)));
}

} // namespace ic
