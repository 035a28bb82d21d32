#include "ui/commands/commandpalette.h"

#include "ui/commands/commanddelegate.h"
#include "ui/commands/tenantcommands.h"
#include "ui/parts/dialogframe.h"
#include "ui/parts/iconmark.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "files/listentry.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QSize Usual(640, 420);
constexpr int FieldHeight = 44;
constexpr int FootHeight = 26;
constexpr int CommandPaletteGap = 8;

} // namespace

CommandPalette::CommandPalette(
    const QList<Command>& commands, std::optional<People> people, QWidget* window)
    : QFrame(window, Qt::Popup)
    , m_people(std::move(people))
    , m_field(new QLineEdit(this))
    , m_count(secondaryLabel({}, this))
    , m_list(new QListView(this))
    , m_asked(secondaryLabel({}, this))
{
    setObjectName(u"commandPalette"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Commands"));
    m_field->setObjectName(u"commandField"_s);
    m_field->setAccessibleName(tr("Command"));
    m_field->setPlaceholderText(m_people ? tr("Command, view, column, name, account, email or id…")
                                         : tr("Command or connection…"));
    m_field->setFrame(false);
    QFont large = font();
    large.setPixelSize(QFontInfo(large).pixelSize() + 3);
    m_field->setFont(large);
    m_field->installEventFilter(this);
    m_list->setObjectName(u"commandList"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_asked->setObjectName(u"commandAsked"_s);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(14, 0, 14, 0);
    top->setSpacing(10);
    top->addWidget(new IconMark(u"search"_s, Tone::Neutral, this));
    top->addWidget(m_field, 1);
    top->addWidget(m_count);
    m_field->setMinimumHeight(FieldHeight);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(14, 0, 14, 0);
    foot->setSpacing(24);
    for (const QString& hint :
        { tr("↑ ↓ choose"), tr("Enter runs"), tr("Esc closes, nothing changes") })
        foot->addWidget(secondaryLabel(hint, this));
    foot->addStretch();
    foot->addWidget(m_asked);
    m_asked->setMinimumHeight(FootHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(makeRule(this));
    layout->addWidget(m_list, 1);
    layout->addWidget(makeRule(this));
    layout->addLayout(foot);

    m_model.setCommands(commands);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::onTyped);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &CommandPalette::describe);
    if (m_people) {
        m_finder = std::make_unique<IdentityFinder>(m_people->client);
        connect(m_finder.get(), &IdentityFinder::changed, this, &CommandPalette::showAnswers);
    }
    onTyped();
}

void CommandPalette::popup()
{
    QWidget& window = *parentWidget();
    const auto* main = qobject_cast<QMainWindow*>(&window);
    QWidget* center = main == nullptr ? nullptr : main->centralWidget();
    const int top = center == nullptr ? 0 : center->mapTo(&window, QPoint()).y();
    resize(std::min(Usual.width(), window.width() - 2 * CommandPaletteGap),
        std::min(Usual.height(), window.height() - top - 2 * CommandPaletteGap));
    move(window.mapToGlobal(QPoint((window.width() - width()) / 2, top + CommandPaletteGap)));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.setPen(themeColors(palette()).controlBorder);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const QModelIndex current = m_list->currentIndex();
    switch (key.key()) {
    case Qt::Key_Down:
        m_list->setCurrentIndex(m_model.neighbour(current, 1));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentIndex(m_model.neighbour(current, -1));
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp: {
        const int step = key.key() == Qt::Key_PageDown ? 1 : -1;
        QModelIndex index = current;
        for (int i = 0; i < m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(1));
             ++i) {
            const QModelIndex next = m_model.neighbour(index, step);
            if ((next.row() > index.row()) != (step > 0))
                break; // not round the end
            index = next;
        }
        m_list->setCurrentIndex(index);
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_people && (key.modifiers() & Qt::ShiftModifier) && !m_field->text().isEmpty()) {
            const auto search = m_people->search;
            const QString text = m_field->text().trimmed();
            close();
            search(text);
        } else {
            run(current);
        }
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void CommandPalette::onTyped()
{
    if (m_finder != nullptr)
        m_finder->find(m_field->text()); // shows what there is so far
    else
        showAnswers();
    markFirst();
}

void CommandPalette::showAnswers()
{
    const QString typed = m_field->text().trimmed();
    // What is marked stays marked although others arrive below it.
    const Command* marked = m_model.commandAt(m_list->currentIndex());
    const QString key = marked == nullptr ? QString() : marked->key;
    const int row = m_list->currentIndex().row();
    m_model.show(typed, m_finder == nullptr ? QList<Command>() : foundFor(typed));
    const QModelIndex same = m_model.index(row);
    const Command* now = m_model.commandAt(same);
    if (now != nullptr && now->key == key)
        m_list->setCurrentIndex(same);
    else
        markFirst();
    const int count = m_model.commandCount();
    m_count->setText(typed.isEmpty() ? QString()
            : count == 0             ? tr("Nothing found")
                                     : tr("%Ln found", "%Ln found", count));
}

QList<Command> CommandPalette::foundFor(const QString& typed)
{
    QList<Command> found;
    for (const Identity& identity : m_finder->found())
        found += personCommand(Command::Section::Identities, identity, m_people->open);
    const bool isNobody = !m_finder->isAsking() && found.isEmpty();
    if (!typed.isEmpty() && !isNobody && !looksLikeId(typed))
        found += searchFor(typed);
    m_asked->setText(!m_finder->problem().isEmpty() ? tr("Nobody could be asked for")
            : m_finder->isAsking()                  ? tr("Asking %1…").arg(m_people->tenant)
            : typed.size() >= IdentityFinder::ShortestText
            ? tr("Identities asked of %1").arg(m_people->tenant)
            : QString());
    m_asked->setToolTip(toolTipText(m_finder->problem()));
    return found;
}

void CommandPalette::markFirst()
{
    m_list->setCurrentIndex(m_model.firstThatRuns());
    m_list->scrollToTop();
    describe();
}

void CommandPalette::run(const QModelIndex& index)
{
    const Command* command = m_model.commandAt(index);
    if (command == nullptr || !command->refusal.isEmpty())
        return;
    const std::function<void()> run = command->run;
    close();
    run();
}

Command CommandPalette::searchFor(const QString& text) const
{
    return { .section = Command::Section::Identities,
        .title = tr("Show all that begin with “%1” in the table").arg(shownLine(text)),
        .icon = u"arrow-right"_s,
        .keys = QKeySequence(Qt::SHIFT | Qt::Key_Return).toString(QKeySequence::NativeText),
        .run = [search = m_people->search, text] { search(text); } };
}

/// The focus stays in the field: what is marked is told there.
void CommandPalette::describe()
{
    m_field->setAccessibleDescription(
        m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
}

} // namespace ic
