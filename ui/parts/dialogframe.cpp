#include "ui/parts/dialogframe.h"

#include "ui/help/guidewindow.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/icons.h"
#include "ui/parts/tenantband.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int DialogFrameMargin = 16;
constexpr int DialogFrameGap = 12;
constexpr int ButtonGap = 8;

bool isField(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) != nullptr
        || qobject_cast<const QComboBox*>(widget) != nullptr
        || qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

} // namespace

QFrame* makeRule(QWidget* parent)
{
    auto* rule = new QFrame(parent);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    return rule;
}

DialogFrame::DialogFrame(const QString& name, const QString& title, QWidget* parent, Shape shape)
    : QDialog(parent)
    , m_layout(new QVBoxLayout(this))
    , m_body(new QVBoxLayout)
    , m_foot(new QWidget(this))
    , m_row(new QWidget(m_foot))
    , m_buttons(new QHBoxLayout(m_row))
    , m_help(new QAction(icon(u"circle-question-mark"_s), tr("Help"), this))
    , m_helpButton(new QToolButton(m_row))
{
    const bool isPage = shape == Shape::Page;
    setObjectName(name);
    setWindowTitle(title);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_body->setContentsMargins(
        DialogFrameMargin, DialogFrameMargin, DialogFrameMargin, isPage ? DialogFrameMargin : 0);
    m_body->setSpacing(DialogFrameGap);
    m_layout->addLayout(m_body, 1);
    if (isPage)
        m_layout->addWidget(makeRule(this));
    m_layout->addWidget(m_foot);
    m_foot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(DialogFrameMargin, DialogFrameGap, DialogFrameMargin,
        isPage ? DialogFrameGap : DialogFrameMargin);
    foot->addWidget(m_row);
    m_buttons->setContentsMargins(0, 0, 0, 0);
    m_buttons->setSpacing(ButtonGap);
    m_buttons->addStretch();
    m_help->setObjectName(u"help"_s);
    m_help->setShortcut(Qt::Key_F1);
    connect(
        m_help, &QAction::triggered, this, [this] { GuideWindow::showFor(objectName(), this); });
    addAction(m_help);
    m_helpButton->setDefaultAction(m_help);
    m_helpButton->setAutoRaise(true);
    m_helpButton->setFocusPolicy(Qt::NoFocus); // the key is nearer
    m_helpButton->setVisible(isPage);
    addAside(m_helpButton);
}

void DialogFrame::hideHelp()
{
    m_help->setEnabled(false);
    m_helpButton->hide();
}

QWidget* DialogFrame::showTenant(const Tenant& tenant)
{
    auto* strip = new TenantBand(true, this);
    strip->setTenant(tenant);
    m_layout->insertWidget(0, strip);
    return strip;
}

void DialogFrame::setLead(const QString& lead, const QString& subtitle)
{
    if (m_lead == nullptr) {
        m_lead = titleLabel({}, this);
        m_lead->setObjectName(u"lead"_s);
        m_lead->setWordWrap(true);
        m_subtitle = secondaryLabel({}, this);
        m_subtitle->setObjectName(u"subtitle"_s);
        m_subtitle->setWordWrap(true);
        auto* leads = new QVBoxLayout;
        leads->setSpacing(2);
        leads->addWidget(m_lead);
        leads->addWidget(m_subtitle);
        m_body->insertLayout(0, leads);
    }
    m_lead->setText(lead);
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void DialogFrame::keepSubtitlePlace()
{
    QSizePolicy kept = m_subtitle->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_subtitle->setSizePolicy(kept);
    m_subtitle->setMinimumHeight(m_subtitle->fontMetrics().height());
}

void DialogFrame::setLeastWidth(int width)
{
    m_layout->addStrut(width);
}

QLabel* DialogFrame::addText(const QString& text)
{
    QLabel* label = plainLabel(text, this);
    label->setWordWrap(true);
    m_body->addWidget(label);
    return label;
}

QScrollArea* DialogFrame::makeScrollArea(QWidget* column, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidget(column);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(column->minimumSizeHint().width()
        + area->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, area));
    return area;
}

QPushButton* DialogFrame::addTool(const QString& name, const QString& iconName, const QString& text)
{
    auto* button = new QPushButton(text, m_row);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    button->setObjectName(name);
    button->setAutoDefault(false);
    addAside(button);
    return button;
}

void DialogFrame::addAside(QWidget* widget, int stretch)
{
    m_buttons->insertWidget(m_asides++, widget, stretch);
}

QPushButton* DialogFrame::addButton(const QString& name, const QString& text)
{
    auto* button = new QPushButton(text, m_row);
    button->setObjectName(name);
    button->setAutoDefault(false);
    m_buttons->addWidget(button);
    return button;
}

QPushButton* DialogFrame::addCancel(const QString& text)
{
    m_cancel = addButton(u"cancel"_s, text.isEmpty() ? tr("Cancel") : text);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    return m_cancel;
}

QPushButton* DialogFrame::addClose()
{
    QPushButton* close = addButton(u"close"_s, tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return close;
}

QPushButton* DialogFrame::addConfirm(const QString& name, const QString& text)
{
    m_confirm = addButton(name, text);
    m_confirm->installEventFilter(this);
    connect(m_confirm, &QPushButton::clicked, this, [this] { confirm(); });
    setWeight(Weight::Light);
    return m_confirm;
}

void DialogFrame::setWeight(Weight weight)
{
    if (weight == Weight::Final)
        styleDestructiveButton(*m_confirm);
    else
        styleConfirmButton(*m_confirm);
    (weight == Weight::Light ? m_confirm : m_cancel)->setDefault(true);
}

FieldNote& DialogFrame::message()
{
    if (m_message == nullptr) {
        m_message = new FieldNote(this);
        m_message->setObjectName(u"dialogNote"_s);
        m_body->addWidget(m_message);
    }
    return *m_message;
}

void DialogFrame::askInstead(QWidget* question)
{
    if (m_question != nullptr)
        m_question->hide();
    m_question = question;
    m_row->setVisible(question == nullptr);
    if (question != nullptr) {
        m_foot->layout()->addWidget(question);
        question->show();
    }
}

/// The focus begins in the body: on a button Enter would press that one, whichever is the default.
void DialogFrame::showEvent(QShowEvent* event)
{
    // Before Qt places it. What does not fit onto the screen could not be reached.
    const int title = style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, this);
    resize(size().boundedTo(screen()->availableSize() - QSize(0, title)));
    QDialog::showEvent(event);
    if (focusWidget() != nullptr && !m_foot->isAncestorOf(focusWidget()))
        return;
    for (QWidget* next = nextInFocusChain(); next != this; next = next->nextInFocusChain()) {
        if (isAncestorOf(next) && !m_foot->isAncestorOf(next) && next->isVisibleTo(this)
            && next->isEnabled() && (next->focusPolicy() & Qt::TabFocus)) {
            next->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    if (m_confirm != nullptr)
        (m_confirm->isDefault() ? m_confirm : m_cancel)->setFocus(Qt::OtherFocusReason);
}

/// Enter in a field may lead to the button that confirms: held down, it does not press that, too.
bool DialogFrame::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_confirm && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->isAutoRepeat() && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter))
            return true;
    }
    return QDialog::eventFilter(watched, event);
}

void DialogFrame::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        QWidget* const focus = focusWidget();
        if (auto* button = qobject_cast<QPushButton*>(focus)) {
            button->click(); // not the default one, which may be another
            return;
        }
        if (isField(focus) && focus != m_answer)
            return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace ic
