#include "ui/details/ownershiptab.h"

#include "ui/details/detailtree.h"
#include "ui/details/groupdelegate.h"
#include "ui/details/loadpages.h"
#include "ui/icons.h"
#include "ui/text.h"

#include "csv/listfile.h"
#include "models/identityname.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

OwnershipTab::OwnershipTab(
    IdentityDetail& detail, ApiClient& client, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_loader(client, clock)
    , m_view(new DetailTree(this))
    , m_note(nullptr)
    , m_copy(nullptr)
{
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new GroupDelegate(m_view));
    m_view->setRootIsDecorated(true);
    m_view->setIndentation(16);
    m_view->setObjectName(u"ownership"_s);
    m_view->setAccessibleName(u"Objects that block deletion"_s);
    m_view->header()->resizeSection(OwnershipModel::NameColumn, 190);
    m_view->header()->resizeSection(OwnershipModel::TypeColumn, 112);

    auto* content = new QWidget(this);
    m_note = secondaryLabel(
        u"These objects block deletion. Search in ISC shows everything the identity owns."_s,
        content);
    m_note->setWordWrap(true);
    m_copy = new QPushButton(icon(u"copy"_s), u"Copy list"_s, content);
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &OwnershipTab::copyList);
    auto* exportButton = new QPushButton(icon(u"download"_s), u"Export…"_s, content);
    exportButton->setAutoDefault(false);
    connect(exportButton, &QPushButton::clicked, this, &OwnershipTab::chooseFile);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(exportButton);
    buttons->addStretch();
    auto* footer = new QVBoxLayout;
    footer->setContentsMargins(12, 8, 8, 8);
    footer->setSpacing(8);
    footer->addWidget(m_note);
    footer->addLayout(buttons);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(m_view, 1);
    contentLayout->addLayout(footer);

    m_pages = new LoadPages(content, this);
    m_pages->setObjectName(u"ownershipPages"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(m_view, &DetailTree::copyRequested, this, &OwnershipTab::copyIdOfCurrent);
    connect(m_pages, &LoadPages::notice, this, &OwnershipTab::notice);
    connect(m_pages, &LoadPages::retryRequested, this, [this] { m_loader.reload(); });
    connect(&m_loader, &AnswerLoaderState::changed, this, &OwnershipTab::refresh);
    connect(&m_detail, &IdentityDetail::changed, this, &OwnershipTab::follow);
    follow();
}

void OwnershipTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void OwnershipTab::follow()
{
    if (m_generation != m_detail.generation()) {
        // Another identity, or the same one anew: what is known is out of date.
        m_generation = m_detail.generation();
        m_loader.clear();
    }
    if (isVisible() && m_detail.isSettled() && m_loader.state() == AnswerLoaderState::State::Idle)
        m_loader.load({ .id = m_detail.identity().id });
}

void OwnershipTab::refresh()
{
    const OwnershipDetails* ownership = m_loader.value();
    m_model.setOwnership(ownership == nullptr ? OwnershipDetails() : *ownership);
    switch (m_loader.state()) {
    case AnswerLoaderState::State::Idle:
    case AnswerLoaderState::State::Loading:
        m_pages->showLoading();
        break;
    case AnswerLoaderState::State::Failed:
        m_pages->showError(m_loader.error());
        break;
    case AnswerLoaderState::State::Loaded:
        if (m_model.rowCount() > 0) {
            m_view->expandAll();
            for (int row = 0; row < m_model.rowCount(); ++row)
                m_view->setFirstColumnSpanned(row, {}, true);
            m_pages->showContent();
        } else if (ownership->isStated) {
            m_pages->showEmpty(u"circle-check"_s, u"Owns nothing that blocks deletion"_s,
                u"Search in ISC shows everything the identity owns."_s);
        } else {
            m_pages->showEmpty(u"circle-question-mark"_s, u"No ownership answer"_s,
                u"ISC gave no ownership answer for this identity (it may be uncorrelated)."_s);
        }
        break;
    }
    emit titleChanged();
}

QString OwnershipTab::title() const
{
    const OwnershipDetails* ownership = m_loader.value();
    if (m_loader.state() != AnswerLoaderState::State::Loaded || !ownership->isStated)
        return u"Ownership"_s;
    return u"Ownership %1"_s.arg(numberText(ownership->entityCount()));
}

void OwnershipTab::copyList()
{
    QGuiApplication::clipboard()->setText(m_model.listText());
    emit notice(u"Copied the list as tab-separated text."_s);
}

void OwnershipTab::chooseFile()
{
    static const QRegularExpression unfit(u"[^\\w.-]+"_s); // for the name of a file
    const Identity& identity = m_detail.identity();
    QString who = identity.alias.isEmpty() ? identity.id.text() : identity.alias;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* chooser = new QFileDialog(this, u"Export what %1 owns"_s.arg(nameInSentence(identity)),
        u"%1/ownership-%2.csv"_s.arg(folder, who.replace(unfit, u"_"_s).left(80)));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"csv"_s);
    chooser->setNameFilter(u"CSV files (*.csv)"_s);
    // What was on the screen is what is written, whoever is opened meanwhile.
    connect(chooser, &QFileDialog::fileSelected, this,
        [this, rows = m_model.rows()](const QString& path) { exportTo(path, rows); });
    chooser->open();
}

void OwnershipTab::exportTo(const QString& path, const QList<QStringList>& rows)
{
    const QString problem = writeListFile(path, rows);
    if (!problem.isEmpty()) {
        emit notice(u"Nothing was written. "_s + problem);
        return;
    }
    const qsizetype objects = rows.size() - 1;
    emit notice(u"Wrote %1 %2 to %3."_s.arg(numberText(objects),
        objects == 1 ? u"object"_s : u"objects"_s, QFileInfo(path).fileName()));
}

void OwnershipTab::copyIdOfCurrent()
{
    const QString id
        = m_view->currentIndex().siblingAtColumn(OwnershipModel::IdColumn).data().toString();
    if (id.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(id);
    emit notice(u"Copied the id of the object."_s);
}

} // namespace ic
