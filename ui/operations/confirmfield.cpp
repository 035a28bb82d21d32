#include "ui/operations/confirmfield.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/text.h"

#include "base/plaintext.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int NarrowField = 88;
constexpr int WideField = 240;
constexpr int WidestPrompted = 300;

/// What cannot be seen cannot be asked for. Nothing typed is never an answer.
bool fits(const QString& typed, const QString& wanted)
{
    const QString form = typedForm(typed);
    return !form.isEmpty() && form == typedForm(wanted);
}

QString problemOf(const QString& typed, const QString& wanted)
{
    const QString form = typedForm(typed);
    if (form.isEmpty() || typedForm(wanted).startsWith(form))
        return {};
    if (form.compare(typedForm(wanted), Qt::CaseInsensitive) == 0)
        return ConfirmField::tr("Capital and small letters count.");
    return ConfirmField::tr("It does not fit what is asked for.");
}

QHBoxLayout* promptRow(QLabel* prompt, QLabel* prompted)
{
    QFont strong = prompted->font();
    strong.setWeight(QFont::DemiBold);
    prompted->setFont(strong);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(prompt);
    row->addWidget(prompted);
    row->addStretch();
    return row;
}

} // namespace

ConfirmField::ConfirmField(const QString& icon, Tone tone, QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
    , m_mark(new IconMark(icon, tone, this))
    , m_prompt(plainLabel({}, this))
    , m_prompted(plainLabel({}, this))
    , m_text(new QLineEdit(this))
    , m_tenantPrompt(plainLabel(tr("and the tenant name:"), this))
    , m_tenantPrompted(plainLabel({}, this))
    , m_tenantText(new QLineEdit(this))
    , m_hint(secondaryLabel({}, this))
    , m_problem(plainLabel({}, this))
{
    m_text->setObjectName(u"confirmText"_s);
    m_tenantText->setObjectName(u"confirmTenant"_s);
    m_problem->setObjectName(u"confirmProblem"_s);
    setTone(*m_problem, Tone::Danger);
    m_hint->setWordWrap(true);
    QFont caption = font();
    caption.setPixelSize(std::max(9, fontInfo().pixelSize() - 1));
    m_hint->setFont(caption);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_grid->addLayout(promptRow(m_prompt, m_prompted), 0, 1);
    m_grid->addWidget(m_text, 0, 2, Qt::AlignRight);
    m_grid->addLayout(promptRow(m_tenantPrompt, m_tenantPrompted), 1, 1);
    m_grid->addWidget(m_tenantText, 1, 2, Qt::AlignRight);
    m_grid->addWidget(m_hint, 2, 1);
    m_grid->addWidget(m_problem, 2, 2, Qt::AlignRight);
    m_grid->setColumnStretch(1, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->addLayout(m_grid, 1);
    for (QLineEdit* field : { m_text, m_tenantText }) {
        connect(field, &QLineEdit::textChanged, this, [this] {
            refresh();
            emit changed();
        });
        // The same key comes to the dialog after this, and must not meet a button that has the
        // focus.
        connect(field, &QLineEdit::returnPressed, this, &ConfirmField::goOn, Qt::QueuedConnection);
    }
    setTenant({});
    setWanted({}, {});
}

void ConfirmField::setWanted(const QString& what, const QString& text)
{
    m_wanted = text;
    m_prompt->setText(tr("Type %1 to confirm:").arg(what));
    const QString shown = shownLine(text);
    m_prompted->setText(fontMetrics().elidedText(shown, Qt::ElideRight, WidestPrompted));
    m_prompted->setToolTip(toolTipText(shown));
    m_text->setAccessibleName(tr("Type %1 to confirm: %2").arg(what, shown));
    m_text->setFixedWidth(text.size() > 7 ? WideField : NarrowField);
    refresh();
}

void ConfirmField::setTenant(const QString& name)
{
    m_tenant = name;
    m_tenantPrompted->setText(fontMetrics().elidedText(name, Qt::ElideRight, WidestPrompted));
    m_tenantText->setAccessibleName(tr("Type the tenant name to confirm: %1").arg(name));
    m_tenantText->setFixedWidth(WideField);
    refresh();
}

/// Enter does nothing by itself: it leads to what comes next.
void ConfirmField::goOn()
{
    if (isConfirmed())
        emit finished();
    else if (m_text->hasFocus() && fits(m_text->text(), m_wanted))
        m_tenantText->setFocus(Qt::TabFocusReason);
}

void ConfirmField::setHint(const QString& hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

bool ConfirmField::isConfirmed() const
{
    return (m_wanted.isEmpty() || fits(m_text->text(), m_wanted))
        && (m_tenant.isEmpty() || fits(m_tenantText->text(), m_tenant));
}

void ConfirmField::focusFirst()
{
    (m_wanted.isEmpty() ? m_tenantText : m_text)->setFocus(Qt::OtherFocusReason);
}

QString ConfirmField::problem() const
{
    const QString text = m_wanted.isEmpty() ? QString() : problemOf(m_text->text(), m_wanted);
    if (!text.isEmpty() || m_tenant.isEmpty())
        return text;
    return problemOf(m_tenantText->text(), m_tenant);
}

void ConfirmField::refresh()
{
    const bool text = !m_wanted.isEmpty();
    const bool tenant = !m_tenant.isEmpty();
    for (QWidget* widget : { static_cast<QWidget*>(m_prompt), static_cast<QWidget*>(m_prompted),
             static_cast<QWidget*>(m_text) })
        widget->setVisible(text);
    for (QWidget* widget : { static_cast<QWidget*>(m_tenantPrompt),
             static_cast<QWidget*>(m_tenantPrompted), static_cast<QWidget*>(m_tenantText) })
        widget->setVisible(tenant);
    m_grid->removeWidget(m_mark);
    m_grid->addWidget(m_mark, text ? 0 : 1, 0); // beside the first line
    m_tenantPrompt->setText(
        text ? tr("and the tenant name:") : tr("Type the tenant name to confirm:"));
    m_problem->setText(problem());
    m_problem->setVisible(!m_problem->text().isEmpty() || !m_hint->isHidden());
}

void ConfirmField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::AlternateBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

SecondLook::SecondLook(QWidget* parent)
    : QWidget(parent)
    , m_looked(new QCheckBox(tr("I have looked: none of these is me"), this))
{
    m_looked->setObjectName(u"secondLook"_s);
    QLabel* why
        = plainLabel(tr("The tenant does not say whose token this is, so the console cannot "
                        "leave you out."),
            this);
    why->setObjectName(u"secondLookWhy"_s);
    why->setWordWrap(true);
    m_looked->setAccessibleDescription(why->text());
    auto* lines = new QVBoxLayout;
    lines->setSpacing(4);
    lines->addWidget(why);
    lines->addWidget(m_looked);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(new IconMark(u"triangle-alert"_s, Tone::Warning, this), 0, Qt::AlignTop);
    layout->addLayout(lines, 1);
    connect(m_looked, &QCheckBox::toggled, this, &SecondLook::changed);
}

bool SecondLook::isTaken() const
{
    return m_looked->isChecked();
}

} // namespace ic
