#include "ui/table/rowruleline.h"

#include "ui/parts/iconbutton.h"
#include "ui/parts/theme.h"

#include "models/filter/filterwords.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SampleWidth = 64;

/// A piece of a row in the colour of a rule.
class ColourSample final : public QWidget
{
public:
    explicit ColourSample(const QComboBox& tone, QWidget* parent)
        : QWidget(parent)
        , m_tone(tone)
    {
        setFixedWidth(SampleWidth);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const auto tone = static_cast<Tone>(m_tone.currentData().toInt());
        painter.fillRect(rect(), rowFill(tone, palette()));
        painter.fillRect(QRect(0, 0, RowMarkWidth, height()), toneText(tone, palette()));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(rect().adjusted(8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
            RowRuleLine::tr("Abc", "some text, to show a colour"));
    }

private:
    const QComboBox& m_tone;
};

QToolButton* toolButton(
    const QString& name, const QString& iconName, const QString& tip, QWidget* parent)
{
    QToolButton* button = makeIconButton(iconName, tip, parent);
    button->setObjectName(name);
    return button;
}

} // namespace

RowRuleLine::RowRuleLine(const QList<IdentityColumn>& columns, const RowRule& rule, QWidget* parent)
    : QWidget(parent)
    , m_columns(columns)
    , m_column(new QComboBox(this))
    , m_test(new QComboBox(this))
    , m_value(new QStackedWidget(this))
    , m_text(new QLineEdit(this))
    , m_choice(new QComboBox(this))
    , m_tone(new QComboBox(this))
    , m_sample(new ColourSample(*m_tone, this))
{
    m_column->setObjectName(u"ruleColumn"_s);
    m_test->setObjectName(u"ruleTest"_s);
    m_text->setObjectName(u"ruleText"_s);
    m_choice->setObjectName(u"ruleChoice"_s);
    m_tone->setObjectName(u"ruleTone"_s);
    for (const IdentityColumn& each : m_columns)
        m_column->addItem(each.title, each.key);
    for (const Tone tone : ruleTones())
        m_tone->addItem(toneWord(tone), static_cast<int>(tone));
    m_value->addWidget(m_text);
    m_value->addWidget(m_choice);
    m_up = toolButton(u"ruleUp"_s, u"chevron-up"_s, tr("Before the rule above"), this);
    m_down = toolButton(u"ruleDown"_s, u"chevron-down"_s, tr("After the rule below"), this);
    QToolButton* remove = toolButton(u"ruleRemove"_s, u"x"_s, tr("Remove the rule"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_column);
    layout->addWidget(m_test);
    layout->addWidget(m_value, 1);
    layout->addWidget(m_tone);
    layout->addWidget(m_sample);
    layout->addWidget(m_up);
    layout->addWidget(m_down);
    layout->addWidget(remove);

    m_column->setCurrentIndex(std::max(0, m_column->findData(rule.key)));
    showColumn();
    m_test->setCurrentIndex(std::max(0, m_test->findData(static_cast<int>(rule.test))));
    m_text->setText(rule.value);
    if (const int known = m_choice->findData(rule.value); known >= 0)
        m_choice->setCurrentIndex(known);
    m_tone->setCurrentIndex(std::max(0, m_tone->findData(static_cast<int>(rule.tone))));
    showTest();

    connect(m_column, &QComboBox::currentIndexChanged, this, [this] {
        showColumn();
        showTest();
        emit changed();
    });
    connect(m_test, &QComboBox::currentIndexChanged, this, [this] {
        showTest();
        emit changed();
    });
    connect(m_text, &QLineEdit::textChanged, this, &RowRuleLine::changed);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &RowRuleLine::changed);
    connect(m_tone, &QComboBox::currentIndexChanged, this, [this] {
        m_sample->update();
        emit changed();
    });
    connect(m_up, &QToolButton::clicked, this, &RowRuleLine::upRequested);
    connect(m_down, &QToolButton::clicked, this, &RowRuleLine::downRequested);
    connect(remove, &QToolButton::clicked, this, &RowRuleLine::removeRequested);
}

const IdentityColumn& RowRuleLine::column() const
{
    return m_columns.at(m_column->currentIndex());
}

/// The tests that make sense for it, and the values it knows.
void RowRuleLine::showColumn()
{
    {
        const QSignalBlocker block(m_test);
        m_test->clear();
        for (const RowRule::Test test : rowTestsFor(column()))
            m_test->addItem(rowTestWords(test), static_cast<int>(test));
    }
    const QSignalBlocker block(m_choice);
    m_choice->clear();
    if (const std::optional<FilterField> field = fieldOfValues(column())) {
        const FilterFieldInfo& info = filterFieldInfo(*field);
        const QStringList known
            = info.isBoolean ? QStringList { u"true"_s, u"false"_s } : info.knownValues;
        for (const QString& value : known)
            m_choice->addItem(valueWords(*field, value), value);
    }
}

void RowRuleLine::showTest()
{
    const auto test = static_cast<RowRule::Test>(m_test->currentData().toInt());
    m_value->setCurrentWidget(
        m_choice->count() > 0 ? static_cast<QWidget*>(m_choice) : static_cast<QWidget*>(m_text));
    m_value->setEnabled(needsValue(test));
}

RowRule RowRuleLine::rule() const
{
    const auto test = static_cast<RowRule::Test>(m_test->currentData().toInt());
    const QString value = m_value->currentWidget() == m_choice ? m_choice->currentData().toString()
                                                               : m_text->text().trimmed();
    return { .key = column().key,
        .test = test,
        .value = needsValue(test) ? value : QString(),
        .tone = static_cast<Tone>(m_tone->currentData().toInt()) };
}

void RowRuleLine::setPlace(int place, bool isFirst, bool isLast)
{
    m_up->setEnabled(!isFirst);
    m_down->setEnabled(!isLast);
    m_column->setAccessibleName(tr("Rule %1: about").arg(place));
    m_test->setAccessibleName(tr("Rule %1: comparison").arg(place));
    m_text->setAccessibleName(tr("Rule %1: value").arg(place));
    m_choice->setAccessibleName(tr("Rule %1: value").arg(place));
    m_tone->setAccessibleName(tr("Rule %1: colour").arg(place));
}

void RowRuleLine::focusFirst()
{
    m_column->setFocus(Qt::OtherFocusReason);
}

} // namespace ic
