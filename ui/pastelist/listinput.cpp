#include "ui/pastelist/listinput.h"

#include "ui/icons.h"
#include "ui/pastelist/layoutbox.h"
#include "ui/pastelist/listedit.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "models/listfileloader.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype HeadCharacters = 65'536;
constexpr int LookDelayMs = 150;

} // namespace

ListInput::ListInput(QWidget* parent)
    : QWidget(parent)
    , m_loader(new ListFileLoader(this))
    , m_open(new QPushButton(icon(u"folder-open"_s), u"Open file…"_s, this))
    , m_edit(new ListEdit(this))
    , m_layout(new LayoutBox(this))
    , m_hint(secondaryLabel(u"One per line, or paste a column from a sheet. Ids, account names, "
                            "emails or display names."_s,
          this))
    , m_problem(plainLabel({}, this))
{
    m_open->setObjectName(u"openFile"_s);
    m_open->setAutoDefault(false);
    m_edit->setObjectName(u"list"_s);
    m_hint->setWordWrap(true);
    m_problem->setObjectName(u"listProblem"_s);
    m_problem->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->addWidget(sectionLabel(u"List"_s, this));
    top->addStretch();
    top->addWidget(m_open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_layout);
    layout->addLayout(makeMatchRow());
    layout->addWidget(m_hint);
    layout->addWidget(m_problem);

    m_lookDelay.setSingleShot(true);
    m_lookDelay.setInterval(LookDelayMs);
    connect(&m_lookDelay, &QTimer::timeout, this, &ListInput::lookAtLayout);
    connect(m_open, &QPushButton::clicked, this, &ListInput::chooseFile);
    connect(m_edit, &ListEdit::textChanged, this, &ListInput::onTextChanged);
    connect(m_edit, &ListEdit::refused, this, &ListInput::showProblem);
    connect(m_layout, &LayoutBox::changed, this, &ListInput::changed);
    connect(m_loader, &ListFileLoader::loaded, this, [this](const QString&, const QString& text) {
        m_open->setEnabled(true);
        m_layout->reset();
        m_edit->setPlainText(text);
        m_edit->setFocus();
        lookAtLayout();
    });
    connect(m_loader, &ListFileLoader::failed, this, [this](const ApiError& error) {
        m_open->setEnabled(true);
        showProblem(error.detail);
    });
    showProblem({});
    setFocusProxy(m_edit);
}

QLayout* ListInput::makeMatchRow()
{
    m_key = new QComboBox(this);
    m_key->setObjectName(u"matchBy"_s);
    m_key->setAccessibleName(u"Match by"_s);
    m_key->addItem(u"Find out"_s, static_cast<int>(ListKey::FindOut));
    m_key->addItem(u"Id"_s, static_cast<int>(ListKey::Id));
    m_key->addItem(u"Account name"_s, static_cast<int>(ListKey::AccountName));
    m_key->addItem(u"Email"_s, static_cast<int>(ListKey::Email));
    m_key->addItem(u"Display name"_s, static_cast<int>(ListKey::DisplayName));
    m_find = new QPushButton(u"Find"_s, this);
    m_find->setObjectName(u"find"_s);
    for (const QString& keys : { u"Ctrl+Return"_s, u"Ctrl+Enter"_s })
        connect(new QShortcut(QKeySequence(keys), this), &QShortcut::activated, m_find,
            &QPushButton::click);
    m_find->setToolTip(u"Look the list up in the tenant (Ctrl+Enter)"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(plainLabel(u"Match by"_s, this));
    row->addWidget(m_key, 1);
    row->addWidget(m_find);
    connect(m_key, &QComboBox::activated, this, [this] {
        lookAtLayout();
        emit changed();
    });
    connect(m_find, &QPushButton::clicked, this, [this] {
        if (m_running)
            emit stopRequested();
        else
            emit findRequested();
    });
    return row;
}

QString ListInput::text() const
{
    return m_edit->toPlainText();
}

ListOptions ListInput::options()
{
    lookAtLayout(); // what was typed last may not have been looked at
    return { .key = key(), .layout = m_layout->layout() };
}

ListKey ListInput::key() const
{
    return static_cast<ListKey>(m_key->currentData().toInt());
}

void ListInput::setRunning(bool running)
{
    m_running = running;
    m_find->setText(running ? u"Stop"_s : u"Find"_s);
    m_edit->setReadOnly(running);
    m_open->setEnabled(!running);
    m_key->setEnabled(!running);
    m_layout->setEnabled(!running);
    m_find->setEnabled(running || !m_edit->document()->isEmpty());
}

void ListInput::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_hint->setVisible(problem.isEmpty());
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText, themeColors(palette()).errorText);
    m_problem->setPalette(colored);
}

void ListInput::openFile(const QString& path)
{
    m_open->setEnabled(false);
    m_loader->load(path);
}

void ListInput::chooseFile()
{
    auto* chooser = new QFileDialog(this, u"Open list"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilters({ u"Lists (*.txt *.csv *.tsv)"_s, u"All files (*)"_s });
    connect(chooser, &QFileDialog::fileSelected, this, &ListInput::openFile);
    chooser->open();
}

void ListInput::onTextChanged()
{
    showProblem({});
    m_find->setEnabled(m_running || !m_edit->document()->isEmpty());
    if (m_edit->document()->isEmpty())
        m_layout->reset();
    m_lookDelay.start();
    emit changed();
}

void ListInput::lookAtLayout()
{
    m_lookDelay.stop();
    m_layout->look(m_edit->head(HeadCharacters), key());
}

} // namespace ic
