#include "ui/operations/mailoptions.h"

#include "ui/text.h"
#include "ui/theme.h"

#include "api/endpoints/sendverification.h"
#include "api/filterexpression.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

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
    , m_source(new QComboBox(this))
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
    m_source->setEditable(true);
    m_source->setInsertPolicy(QComboBox::NoInsert);
    m_source->addItems(sources);
    m_source->setCurrentIndex(-1);
    m_source->clearEditText();
    m_source->lineEdit()->setMaxLength(LongestSource);
    m_source->lineEdit()->setPlaceholderText(u"Empty = Identity Security Cloud password"_s);
    m_problem->setObjectName(u"mailProblem"_s);
    m_problem->setWordWrap(true);
    QLabel* hint = secondaryLabel(
        u"Write the source name exactly as in ISC, for example Active Directory Source."_s, this);
    hint->setWordWrap(true);

    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(plainLabel(u"Via"_s, this), m_via);
    form->addRow(plainLabel(u"Source"_s, this), m_source);
    form->addRow(nullptr, hint);
    form->addRow(nullptr, m_problem);
    connect(m_via, &QComboBox::currentIndexChanged, this, &MailOptions::refresh);
    connect(m_source, &QComboBox::editTextChanged, this, &MailOptions::refresh);
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
    return m_source->currentText().trimmed();
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

void MailOptions::focusFirst()
{
    m_via->setFocus(Qt::OtherFocusReason);
}

void MailOptions::refresh()
{
    m_problem->setText(problem());
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
