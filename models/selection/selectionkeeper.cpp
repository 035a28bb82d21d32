#include "models/selection/selectionkeeper.h"

#include "base/ownerfiles.h"
#include "base/wording.h"
#include "models/filter/namedview.h"
#include "models/selection/selectioncopy.h"
#include "models/selection/selectionstore.h"
#include "reading/background.h"

#include <QDir>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace ic {

QString fromWhen(const QDateTime& time, const QDateTime& now)
{
    const qint64 days = time.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return clockTime(time);
    return days == 1 ? SelectionKeeper::tr("yesterday") : dateText(time);
}

SelectionKeeper::SelectionKeeper(
    SelectionStore& selection, const QString& folder, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_selection(selection)
    , m_clock(clock)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMs);
    connect(&m_rest, &QTimer::timeout, this, &SelectionKeeper::write);
    if (folder.isEmpty())
        return;
    m_files.take(
        this, [folder] { return openIn(folder); }, [this](Opened& opened) { onOpened(opened); });
}

SelectionKeeper::~SelectionKeeper()
{
    if (!m_path.isEmpty() && m_selection.revision() != m_written)
        writeNow(keptPeople(m_selection));
    m_files.finish();
}

SelectionKeeper::Opened SelectionKeeper::openIn(const QString& folder)
{
    const auto failed = [&folder] {
        return Opened { .problem
            = tr("The selection cannot be kept for the next start: %1 cannot be written.")
                  .arg(folder) };
    };
    if (!makeOwnerFolder(folder))
        return failed();
    for (int window = 1; window <= MostWindows; ++window) {
        Opened opened { .path = QDir(folder).filePath(u"window-%1.people"_s.arg(window)) };
        opened.lock = std::make_shared<QLockFile>(opened.path + u".lock"_s);
        opened.lock->setStaleLockTime(0); // for as long as its program runs
        if (!opened.lock->tryLock()) {
            if (opened.lock->error() != QLockFile::LockFailedError)
                return failed();
            continue;
        }
        QFile::setPermissions(opened.lock->fileName(), OwnerOnly);
        Expected<KeptPeople> people = readKeptPeople(opened.path);
        if (people) {
            opened.people = std::move(people).value();
            const QList<KeptPerson> all = std::exchange(opened.people.people, {});
            opened.ids.reserve(all.size());
            for (const KeptPerson& person : all) {
                opened.ids.insert(person.id);
                if (!person.name.isEmpty())
                    opened.names.insert(person.id, person.name);
            }
            if (opened.people.matching.isEmpty())
                opened.toCheck = opened.ids.values();
        } else {
            opened.problem = tr("The selection of the last time could not be read (%1).")
                                 .arg(people.error().detail);
            if (const QString aside = setFileAside(opened.path); !aside.isEmpty())
                opened.problem += u' ' + tr("The file is %1 now.").arg(aside);
        }
        return opened;
    }
    return failed();
}

void SelectionKeeper::onOpened(Opened& opened)
{
    m_lock = opened.lock;
    m_path = opened.path;
    m_problem = opened.problem;
    if (!m_problem.isEmpty())
        emit problem(m_problem);
    const KeptPeople& people = opened.people;
    const auto view = NamedView::fromText(people.matching);
    const bool isSense = !people.isEmpty() && (people.matching.isEmpty() || view);
    if (isSense && m_selection.isEmpty()) {
        m_since = people.saved;
        if (view)
            m_selection.replaceMatching(view->query, people.matched, std::move(opened.ids));
        else
            m_selection.replace(std::move(opened.ids), std::move(opened.names));
        m_restored = m_written = m_selection.revision();
    } else if (isSense && !view && !m_selection.isAllMatching()) {
        // Somebody was quicker than the disk; who was ticked last time is ticked, too.
        m_since = people.saved;
        opened.ids.unite(m_selection.ids());
        opened.names.insert(m_selection.names());
        m_selection.replace(std::move(opened.ids), std::move(opened.names));
    }
    letGoElsewhere(std::pair(std::move(opened.ids), std::move(opened.names)));
    connect(&m_selection, &SelectionStore::changed, this, &SelectionKeeper::onSelectionChanged);
    emit changed();
    if (isUnanswered() && !opened.toCheck.isEmpty())
        emit restored(opened.toCheck);
}

void SelectionKeeper::onSelectionChanged()
{
    if (m_selection.isEmpty())
        m_since = {};
    if (m_selection.revision() != m_written)
        m_rest.start();
    emit changed();
}

void SelectionKeeper::accept()
{
    m_since = {};
    emit changed();
}

QString SelectionKeeper::origin() const
{
    if (!isUnanswered())
        return {};
    const QString when = fromWhen(m_since, m_clock.utcNow());
    if (m_selection.revision() != m_restored)
        return tr("Some of the selected are still selected from %1.", "yesterday").arg(when);
    if (m_selection.isAllMatching()) {
        return tr("Whoever matches “%1” is still selected from %2.", "a filter; yesterday")
            .arg(NamedView { .query = m_selection.allMatchingQuery() }.words(), when);
    }
    return tr("%Ln people are still selected from %1.", "%Ln person is still selected from %1.",
        pluralCount(m_selection.count()))
        .arg(when);
}

void SelectionKeeper::write()
{
    m_rest.stop();
    if (m_selection.revision() == m_written || std::exchange(m_isCopying, true))
        return;
    copySelection(m_selection, this, [this](KeptPeople&& people) {
        m_isCopying = false;
        writeNow(std::move(people));
    });
}

void SelectionKeeper::writeNow(KeptPeople&& people)
{
    m_written = m_selection.revision();
    people.saved = m_clock.utcNow();
    m_files.take(
        this,
        [path = m_path, kept = std::move(people)] {
            if (!kept.isEmpty())
                return writeKeptPeople(path, kept);
            QFile::remove(path);
            return QString();
        },
        [this](const QString& why) {
            if (why.isEmpty() || std::exchange(m_problem, why) == why)
                return;
            emit problem(why);
        });
}

} // namespace ic
