#include "ui/table/rowcopy.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/table/identityview.h"

#include "base/wording.h"
#include "models/operations/operationsubject.h"
#include "profile/settings.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QLatin1StringView On("on");
constexpr QLatin1StringView Off("off");

/// In a sentence.
QString formatText(CopyFormat format)
{
    return format == CopyFormat::Tsv ? RowCopy::tr("tab-separated text") : copyFormatWord(format);
}

} // namespace

RowCopy::RowCopy(IdentityView& view, IdentityTableModel& model, SelectionStore& selection,
    ApiClient& client, Settings& settings, Notices& notices)
    : QObject(&view)
    , m_view(view)
    , m_model(model)
    , m_selection(selection)
    , m_notices(notices)
    , m_reading(client, IdentityReading::Detail::Everything)
    , m_action(icon(u"copy"_s), tr("Copy rows"), this)
    , m_header(tr("&With header"), this)
{
    m_action.setShortcut(QKeySequence::Copy);
    m_header.setCheckable(true);
    m_header.setObjectName(u"copyHeader"_s);
    m_header.setToolTip(tr("The names of the columns in the first line; JSON has them anyway"));
    m_header.setChecked(settings.word(Setting::CopyHeader) == On);
    connect(&m_header, &QAction::toggled, this,
        [&settings](bool on) { settings.setValue(Setting::CopyHeader, QString(on ? On : Off)); });
    connect(
        &m_action, &QAction::triggered, this, [this] { copyWhoIsMeant(CopyFormat::Tsv, false); });
    connect(&m_reading, &IdentityReading::finished, this, &RowCopy::onRead);
    connect(&m_reading, &IdentityReading::failed, this, [this](const ApiError& error) {
        m_notices.say(tr("Nothing was copied. %1").arg(error.sentence()));
    });
    const auto update = [this] {
        const bool isNobodyMeant = m_view.currentIdentity() == nullptr && m_selection.isEmpty();
        setRefusal(
            m_action, isNobodyMeant ? tr("Tick identities or click a row first.") : QString());
    };
    connect(&m_selection, &SelectionStore::changed, this, update);
    connect(&m_view, &IdentityView::currentIdentityChanged, this, update);
    connect(&m_model, &IdentityTableModel::stateChanged, this, update);
    update();
}

QMenu* RowCopy::makeMenu(QWidget* parent, const std::optional<Identity>& row)
{
    auto* menu = new QMenu(tr("Copy as"), parent);
    menu->setObjectName(u"copyAsMenu"_s);
    menu->setToolTipsVisible(true);
    using enum CopyFormat;
    for (const CopyFormat format : { Csv, Tsv, Markdown, Json }) {
        QAction* action = menu->addAction(u'&' + copyFormatWord(format), this, [this, format, row] {
            if (row)
                put({ *row }, format, m_header.isChecked());
            else
                copyWhoIsMeant(format, m_header.isChecked());
        });
        if (row)
            continue;
        const auto update = [this, action] { setRefusal(*action, refusalOf(m_action)); };
        connect(&m_action, &QAction::changed, action, update);
        update();
    }
    menu->addSeparator();
    menu->addAction(&m_header);
    return menu;
}

void RowCopy::copy(const Identity& identity)
{
    put({ identity }, CopyFormat::Tsv, false);
}

void RowCopy::put(const QList<Identity>& rows, CopyFormat format, bool withHeader)
{
    QGuiApplication::clipboard()->setText(
        copiedRows(format, withHeader, m_view.columns().shown(), rows));
    m_notices.say(rows.size() == 1 && m_selection.isEmpty()
            ? tr("Copied the row as %1.", "CSV").arg(formatText(format))
            : tr("Copied %Ln rows as %1.", "Copied %Ln row as %1.", pluralCount(rows.size()))
                  .arg(formatText(format)));
}

QList<Identity> RowCopy::loadedTicked() const
{
    QList<int> numbers = m_model.loadedRowNumbers();
    std::ranges::sort(numbers);
    QList<Identity> rows;
    for (const int number : numbers) {
        const Identity* identity = m_model.identityAt(number);
        if (m_selection.isSelected(identity->id))
            rows += *identity;
    }
    return rows;
}

void RowCopy::copyWhoIsMeant(CopyFormat format, bool withHeader)
{
    m_reading.cancel(); // what was wanted before is not any more
    const Identity* current = m_view.currentIdentity();
    if (m_selection.isEmpty()) {
        if (current != nullptr)
            put({ *current }, format, withHeader);
        return;
    }
    const QList<Identity> rows = loadedTicked();
    const qint64 missing = m_selection.count() - rows.size();
    if (missing > 0 && m_selection.count() <= MostRead) {
        m_readFormat = format;
        m_readHeader = withHeader;
        m_notices.say(
            tr("Reading %1 of the selected that are not loaded…").arg(numberText(missing)));
        ReadRequest ticked = subjectOf(m_selection, m_model.query().sorters).who;
        ticked.snapshot = m_model.query().snapshot; // as they stand in the table
        m_reading.read(ticked);
    } else if (rows.isEmpty()) {
        m_notices.say(tr("None of the selected is on a row that is loaded. Export writes all."));
    } else {
        put(rows, format, withHeader);
        if (missing > 0)
            m_notices.say(
                tr("Copied the %1 selected rows that are loaded. %2 are not: Export writes all.")
                    .arg(numberText(rows.size()), numberText(missing)));
    }
}

void RowCopy::onRead(const ReadIdentities& read)
{
    put(read.identities, m_readFormat, m_readHeader);
    if (const qsizetype gone = read.missing.size(); gone > 0) {
        m_notices.say(tr("Copied %1 rows as %2. %3 of the selected no longer exist.")
                          .arg(numberText(read.identities.size()), formatText(m_readFormat),
                              numberText(gone)));
    }
}

} // namespace ic
