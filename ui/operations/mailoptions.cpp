#include "ui/operations/mailoptions.h"

#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "api/filter/filterexpression.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LongestSource = 128;

} // namespace

MailOptions::MailOptions(const OperationOption& ways, const OperationOption& source,
    const QStringList& sources, QWidget* parent)
    : QWidget(parent)
    , m_missing(ways.missing)
    , m_via(new QComboBox(this))
    , m_source(new QLineEdit(this))
    , m_problem(plainLabel({}, this))
{
    m_via->setObjectName(u"via"_s);
    m_via->setAccessibleName(ways.label);
    m_via->setPlaceholderText(ways.placeholder);
    for (const OperationOption::Choice& choice : ways.choices)
        m_via->addItem(choice.title, choice.value);
    m_via->setCurrentIndex(-1);
    m_source->setObjectName(u"source"_s);
    m_source->setAccessibleName(source.label);
    auto* completer = new QCompleter(sources, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_source->setCompleter(completer);
    m_source->setMaxLength(LongestSource);
    m_source->setPlaceholderText(source.placeholder);
    m_problem->setObjectName(u"mailProblem"_s);
    m_problem->setWordWrap(true);
    QLabel* hint = secondaryLabel(source.hint, this);
    hint->setWordWrap(true);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->addWidget(plainLabel(ways.label, this), 0, 0);
    grid->addWidget(m_via, 0, 1);
    grid->addWidget(plainLabel(source.label, this), 1, 0);
    grid->addWidget(m_source, 1, 1);
    grid->addWidget(hint, 2, 1);
    grid->addWidget(m_problem, 3, 1);
    grid->setColumnStretch(1, 1);
    connect(m_via, &QComboBox::currentIndexChanged, this, &MailOptions::refresh);
    connect(m_source, &QLineEdit::textChanged, this, &MailOptions::refresh);
    refresh();
}

QString MailOptions::via() const
{
    return m_via->currentData().toString();
}

QString MailOptions::source() const
{
    return m_source->text().trimmed();
}

QString MailOptions::problem() const
{
    if (via().isEmpty())
        return m_missing;
    // The same rule that keeps control characters out of filters.
    if (filterValueProblem(source()))
        return tr("The source name has a character that cannot be part of it.");
    return {};
}

void MailOptions::choose(const QString& via, const QString& source)
{
    m_via->setCurrentIndex(m_via->findData(via));
    m_source->setText(source);
}

void MailOptions::focusFirst()
{
    m_via->setFocus(Qt::OtherFocusReason);
}

void MailOptions::refresh()
{
    m_problem->setText(problem());
    m_problem->setVisible(!m_problem->text().isEmpty());
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText,
        via().isEmpty() ? themeColors(palette()).warningText : themeColors(palette()).errorText);
    m_problem->setPalette(colored);
    emit changed();
}

void MailOptions::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace ic
