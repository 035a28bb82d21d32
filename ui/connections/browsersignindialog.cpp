#include "ui/connections/browsersignindialog.h"

#include "ui/parts/fieldnote.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include "base/plaintext.h"

#include <QClipboard>
#include <QEvent>
#include <QFontInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Width = 520;
constexpr int CodeSize = 30; // pixels
constexpr int LongestText = 16'384;
constexpr int TickMs = 1000;

} // namespace

BrowserSignInDialog::BrowserSignInDialog(Start start, const QString& tenant, QWidget* parent)
    : DialogFrame(u"browserSignIn"_s, tr("Sign in with the browser"), parent, Shape::Question)
    , m_start(std::move(start))
    , m_where(nullptr)
    , m_open(new LinkButton(tr("Open again"), this))
    , m_copy(new LinkButton(tr("Copy link"), this))
    , m_codePart(new QWidget(this))
    , m_code(plainLabel({}, m_codePart))
    , m_textPart(new QWidget(this))
    , m_text(new QLineEdit(m_textPart))
    , m_textNote(new FieldNote(m_textPart))
    , m_left(secondaryLabel({}, this))
    , m_confirm(nullptr)
{
    setLeastWidth(Width);
    setLead(tr("Sign in to %1").arg(shownLine(tenant)));
    body().setSpacing(8);
    m_where = addText({});
    m_where->setObjectName(u"signInWhere"_s);
    m_open->setObjectName(u"openAgain"_s);
    m_copy->setObjectName(u"copyLink"_s);
    auto* links = new QHBoxLayout;
    links->setSpacing(16);
    links->addWidget(m_open);
    links->addWidget(m_copy);
    links->addStretch();
    body().addLayout(links);
    makeCode();
    makeText();
    body().addStretch();
    m_left->setObjectName(u"timeLeft"_s);
    addAside(m_left);
    addCancel();
    m_confirm = addConfirm(u"signInNow"_s, tr("Sign in"));
    answerIn(m_text);

    connect(m_open, &LinkButton::clicked, this, [this] { m_run->openPage(); });
    connect(m_copy, &LinkButton::clicked, this, &BrowserSignInDialog::copyLink);
    auto* tick = new QTimer(this);
    connect(tick, &QTimer::timeout, this, &BrowserSignInDialog::showTimeLeft);
    tick->start(TickMs);
    begin();
}

BrowserSignInDialog::~BrowserSignInDialog()
{
    forgetCopied();
}

/// Texts of several lines come after it is shown, and Qt gives a window no room for those.
bool BrowserSignInDialog::event(QEvent* event)
{
    const bool isTaken = DialogFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        resize(width(), std::max(height(), heightForWidth(width())));
    return isTaken;
}

void BrowserSignInDialog::makeCode()
{
    m_code->setObjectName(u"confirmationCode"_s);
    QFont large = fixedFont(std::max(CodeSize, 2 * QFontInfo(font()).pixelSize()));
    large.setWeight(QFont::DemiBold);
    m_code->setFont(large);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QLabel* words = plainLabel(
        tr("After the sign-in the page shows a confirmation code. It must be this one:"),
        m_codePart);
    words->setWordWrap(true);
    words->setBuddy(m_code);
    auto* layout = new QVBoxLayout(m_codePart);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(words);
    layout->addWidget(m_code, 0, Qt::AlignHCenter);
    body().addWidget(m_codePart);
}

void BrowserSignInDialog::makeText()
{
    m_text->setObjectName(u"pastedText"_s);
    m_text->setAccessibleName(tr("Text of the page"));
    m_text->setMaxLength(LongestText);
    m_text->setFont(fixedFont(QFontInfo(font()).pixelSize() - 1));
    m_text->setPlaceholderText(tr("Begins with %1").arg(u"sp1."_s));
    m_textNote->setObjectName(u"pastedProblem"_s);
    m_textNote->keepPlace();
    QLabel* words = plainLabel(
        tr("If it is, copy the text that the page gives you, and paste it here:"), m_textPart);
    words->setWordWrap(true);
    words->setBuddy(m_text);
    auto* button = new QPushButton(tr("Paste"), m_textPart);
    button->setObjectName(u"paste"_s);
    button->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(button);
    auto* layout = new QVBoxLayout(m_textPart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(words);
    layout->addLayout(row);
    layout->addWidget(m_textNote);
    body().addWidget(m_textPart);
    connect(button, &QPushButton::clicked, this, &BrowserSignInDialog::paste);
    connect(m_text, &QLineEdit::textChanged, this, [this] {
        m_isRefused = false;
        refresh();
    });
}

void BrowserSignInDialog::begin()
{
    m_isOpened = false;
    m_run = m_start();
    connect(m_run.get(), &BrowserSignIn::changed, this, &BrowserSignInDialog::refresh);
    m_text->setText({}); // which forgets what Undo would bring back
    refresh();
}

void BrowserSignInDialog::refresh()
{
    using State = BrowserSignIn::State;
    const State state = m_run->state();
    const QString code = m_run->confirmationCode();
    const bool isWaiting = state == State::Waiting;
    const bool takesText = isWaiting && !code.isEmpty();
    const bool isFirst = isWaiting && !std::exchange(m_isOpened, true);
    if (isFirst)
        m_run->openPage();
    m_where->setText(state == State::Failed || state == State::Asking ? QString()
            : code.isEmpty()
            ? tr("Your browser shows a page of %1. Sign in there: then the browser tells this "
                 "program by itself.")
                  .arg(m_run->pageHost())
            : tr("Your browser shows a page of %1. Sign in there.").arg(m_run->pageHost()));
    m_where->setVisible(!m_where->text().isEmpty());
    m_open->setVisible(isWaiting);
    m_copy->setVisible(isWaiting);
    m_code->setText(code);
    m_code->setAccessibleName(tr("Confirmation code %1").arg(code));
    m_codePart->setVisible(takesText);
    m_textPart->setVisible(takesText);
    if (takesText && m_isRefused)
        m_textNote->sayProblem(m_run->problem());
    else
        m_textNote->clear();
    m_text->setAccessibleDescription(m_textNote->text());
    m_confirm->setText(state == State::Failed ? tr("Start anew") : tr("Sign in"));
    m_confirm->setVisible(state == State::Failed || takesText);
    m_confirm->setEnabled(state == State::Failed || !m_text->text().trimmed().isEmpty());
    showTimeLeft();
    switch (state) {
    case State::Asking:
        message().say(u"loader"_s, Tone::Neutral, tr("Asking the tenant where to sign in…"));
        break;
    case State::Waiting:
        if (!takesText && !m_run->problem().isEmpty())
            message().sayWarning(m_run->problem());
        else
            message().clear();
        if (isFirst && takesText)
            m_text->setFocus();
        break;
    case State::Finishing:
        message().say(u"loader"_s, Tone::Neutral, tr("Signing in…"));
        break;
    case State::Failed:
        message().sayProblem(m_run->problem());
        break;
    case State::Done: {
        forgetCopied();
        const SignedIn who = m_run->who();
        emit signedIn(m_run->refreshToken(), who.userName);
        accept();
        break;
    }
    }
}

void BrowserSignInDialog::showTimeLeft()
{
    const qint64 seconds = m_run->msLeft() / 1000;
    const bool isShown = m_run->state() == BrowserSignIn::State::Waiting;
    m_left->setText(isShown ? tr("%1:%2 left", "minutes and seconds")
                                  .arg(seconds / 60)
                                  .arg(seconds % 60, 2, 10, QLatin1Char('0'))
                            : QString());
}

void BrowserSignInDialog::paste()
{
    m_text->setText(QGuiApplication::clipboard()->text().trimmed());
    m_text->setFocus();
    if (m_confirm->isEnabled())
        confirm();
}

void BrowserSignInDialog::confirm()
{
    if (m_run->state() == BrowserSignIn::State::Failed) {
        begin();
        return;
    }
    m_pasted = m_text->text().trimmed();
    m_isRefused = !m_run->take(m_pasted).isEmpty();
    if (!m_isRefused) {
        m_text->setText({}); // which forgets what Undo would bring back
        forgetCopied();
        return;
    }
    refresh();
    m_text->setFocus();
    m_text->selectAll();
}

void BrowserSignInDialog::copyLink()
{
    m_copied = m_run->page();
    QGuiApplication::clipboard()->setText(m_copied);
    m_copy->setText(tr("Copied"));
}

/// Unless something else was copied since.
void BrowserSignInDialog::forgetCopied()
{
    QClipboard* clipboard = QGuiApplication::clipboard();
    const QString text = clipboard->text().trimmed();
    if (!text.isEmpty() && (text == m_pasted || text == m_copied))
        clipboard->clear();
    overwrite(m_pasted);
    m_pasted.clear();
    m_copied.clear();
}

} // namespace ic
