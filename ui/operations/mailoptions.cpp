#include "ui/operations/mailoptions.h"

#include "ui/text.h"
#include "ui/theme.h"

#include "api/endpoints/sendverification.h"
#include "api/filterexpression.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Way
{
    VerificationVia via;
    QLatin1StringView title;
    QLatin1StringView words;
};

constexpr std::array ways {
    Way { VerificationVia::EmailWork, "Message to work email (EMAIL_WORK)"_L1,
        "a message to the work email"_L1 },
    Way { VerificationVia::EmailPersonal, "Message to personal email (EMAIL_PERSONAL)"_L1,
        "a message to the personal email"_L1 },
    Way { VerificationVia::LinkWork, "Link to work email (LINK_WORK)"_L1,
        "a link to the work email"_L1 },
    Way { VerificationVia::LinkPersonal, "Link to personal email (LINK_PERSONAL)"_L1,
        "a link to the personal email"_L1 },
};

constexpr int LongestSource = 128;

} // namespace

MailOptions::MailOptions(const QStringList& sources, QWidget* parent)
    : QWidget(parent)
    , m_via(new QComboBox(this))
    , m_source(new QLineEdit(this))
    , m_problem(plainLabel({}, this))
{
    m_via->setObjectName(u"via"_s);
    m_via->setAccessibleName(u"Via"_s);
    m_via->setPlaceholderText(u"Choose how it is sent"_s);
    for (const Way& way : ways)
        m_via->addItem(way.title, verificationViaText(way.via));
    m_via->setCurrentIndex(-1);
    m_source->setObjectName(u"source"_s);
    m_source->setAccessibleName(u"Source"_s);
    auto* completer = new QCompleter(sources, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_source->setCompleter(completer);
    m_source->setMaxLength(LongestSource);
    m_source->setPlaceholderText(u"Empty = Identity Security Cloud password"_s);
    m_problem->setObjectName(u"mailProblem"_s);
    m_problem->setWordWrap(true);
    QLabel* hint = secondaryLabel(
        u"Write the source name exactly as in ISC, for example Active Directory Source."_s, this);
    hint->setWordWrap(true);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->addWidget(plainLabel(u"Via"_s, this), 0, 0);
    grid->addWidget(m_via, 0, 1);
    grid->addWidget(plainLabel(u"Source"_s, this), 1, 0);
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

QString MailOptions::viaWords() const
{
    const int row = m_via->currentIndex();
    return row < 0 ? QString() : QString(ways[static_cast<size_t>(row)].words);
}

QString MailOptions::source() const
{
    return m_source->text().trimmed();
}

QString MailOptions::problem() const
{
    if (via().isEmpty())
        return u"Choose how the message is sent."_s;
    // The same rule that keeps control characters out of filters.
    if (filterValueProblem(source()))
        return u"The source name has a character that cannot be part of it."_s;
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
