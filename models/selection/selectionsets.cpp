#include "models/selection/selectionsets.h"

#include "base/ownerfiles.h"
#include "models/filter/namedview.h"
#include "models/selection/selectioncopy.h"
#include "models/selection/selectionstore.h"
#include "reading/background.h"

#include <QCryptographicHash>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

bool isSame(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

SelectionSets::SelectionSets(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_folder(folder)
{
    if (!canKeep())
        return;
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SelectionSets::list);
    m_files.take(
        this, [folder] { return makeOwnerFolder(folder); },
        [this](bool) {
            // First watched, then read: nothing that others do falls between the two.
            m_watcher.addPath(m_folder);
            list();
        });
}

SelectionSets::~SelectionSets()
{
    m_files.finish();
    if (m_removed)
        QFile::remove(removedPath());
}

const SelectionSet* SelectionSets::find(const QString& name) const
{
    const QString clean = viewNameFrom(name);
    const auto found = std::ranges::find_if(
        m_sets, [&clean](const SelectionSet& set) { return isSame(set.name, clean); });
    return found == m_sets.cend() ? nullptr : &*found;
}

/// Names of two sets may not differ in case alone, and then neither do their files.
QString SelectionSets::pathOf(const QString& name) const
{
    const QByteArray key = QCryptographicHash::hash(
        viewNameFrom(name).toCaseFolded().toUtf8(), QCryptographicHash::Sha1);
    return QDir(m_folder).filePath(u"set-%1.people"_s.arg(QString::fromLatin1(key.toHex())));
}

QString SelectionSets::removedPath() const
{
    return QDir(m_folder).filePath(u"removed.people"_s);
}

SelectionSets::Listing SelectionSets::listIn(const QString& folder)
{
    Listing listing;
    const QStringList names = QDir(folder).entryList({ u"set-*.people"_s }, QDir::Files);
    for (const QString& name : names) {
        const QString path = QDir(folder).filePath(name);
        const Expected<KeptPeople> head = readKeptPeople(path, KeptPeople::Part::Head);
        if (head && viewNameFrom(head->name) == head->name && !head->name.isEmpty()) {
            listing.sets += { .name = head->name, .count = head->count, .saved = head->saved };
        } else if (head && head->saved.isNull() && head->name.isEmpty()) {
            continue; // it went while the folder was read
        } else {
            const QString aside = setFileAside(path);
            listing.problems += tr("A selection set could not be read (%1). Its file is %2 now.")
                                    .arg(head ? tr("it has no name") : head.error().detail,
                                        aside.isEmpty() ? path : aside);
        }
    }
    std::ranges::sort(listing.sets, [](const SelectionSet& a, const SelectionSet& b) {
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return listing;
}

void SelectionSets::list()
{
    if (m_isListing) {
        m_isOutdated = true;
        return;
    }
    m_isListing = true;
    m_files.take(
        this, [folder = m_folder] { return listIn(folder); },
        [this](const Listing& listing) {
            m_isListing = false;
            adopt(listing);
            if (std::exchange(m_isOutdated, false))
                list();
        });
}

void SelectionSets::adopt(const Listing& listing)
{
    for (const QString& text : listing.problems)
        emit problem(text);
    if (m_sets != listing.sets) {
        m_sets = listing.sets;
        emit changed();
    }
}

void SelectionSets::change(const std::function<QString()>& work, const std::function<void()>& done)
{
    m_files.take(
        this,
        [work, folder = m_folder] {
            const QString why = work();
            Listing listing = listIn(folder);
            if (!why.isEmpty()) {
                listing.problems.prepend(why);
                listing.isDone = false;
            }
            return listing;
        },
        [this, done](const Listing& listing) {
            adopt(listing);
            if (done && listing.isDone)
                done();
        });
}

void SelectionSets::save(const QString& name, KeptPeople people, std::function<void()> done)
{
    people.name = viewNameFrom(name);
    change([path = pathOf(name), kept = std::move(people)] { return writeKeptPeople(path, kept); },
        std::move(done));
}

void SelectionSets::rename(const QString& name, const QString& newName)
{
    const QString clean = viewNameFrom(newName);
    const QString text = tr("“%1” could not be renamed: %2.");
    change([from = pathOf(name), to = pathOf(clean), name, clean, text]() -> QString {
        if (from != to && QFile::exists(to))
            return text.arg(name, tr("there is a set “%1” by now").arg(clean));
        Expected<KeptPeople> people = readKeptPeople(from);
        if (!people)
            return text.arg(name, people.error().detail);
        if (people->name.isEmpty())
            return text.arg(name, tr("it is no longer there"));
        KeptPeople renamed = std::move(people).value();
        renamed.name = clean;
        const QString why = writeKeptPeople(to, renamed);
        if (why.isEmpty() && from != to)
            QFile::remove(from);
        return why;
    });
}

void SelectionSets::remove(const QString& name)
{
    const SelectionSet* set = find(name);
    if (set == nullptr)
        return;
    change(
        [from = pathOf(name), to = removedPath(), name]() -> QString {
            QFile::remove(to);
            return !QFile::exists(from) || QFile::rename(from, to)
                ? QString()
                : tr("“%1” could not be deleted.").arg(name);
        },
        [this, removed = *set] { m_removed = removed; });
}

void SelectionSets::restore()
{
    const std::optional<SelectionSet> set = std::exchange(m_removed, {});
    if (!set)
        return;
    change([from = removedPath(), to = pathOf(set->name), name = set->name]() -> QString {
        // Another window may have removed another set since.
        const Expected<KeptPeople> kept = readKeptPeople(from, KeptPeople::Part::Head);
        const bool isThat = kept && kept->name == name;
        return isThat && QFile::rename(from, to) // which replaces nothing
            ? QString()
            : tr("“%1” could not be brought back.").arg(name);
    });
}

void SelectionSets::use(const QString& name, Use how, SelectionStore& selection,
    std::function<void(const Used& used)> done)
{
    if (how == Use::Only) {
        useWith(name, how, selection, {}, std::move(done));
        return;
    }
    copySelection(
        selection, this, [this, name, how, &selection, done = std::move(done)](KeptPeople&& mine) {
            useWith(name, how, selection, std::move(mine), done);
        });
}

void SelectionSets::useWith(const QString& name, Use how, SelectionStore& selection,
    KeptPeople&& mine, std::function<void(const Used& used)> done)
{
    m_files.take(
        this,
        [path = pathOf(name), folder = m_folder, name, how, mine = std::move(mine.people)] {
            const Expected<KeptPeople> set = readKeptPeople(path);
            Combined combined;
            if (set && !set->name.isEmpty()) {
                combine(combined, set->people, how, mine);
                return combined;
            }
            const bool isDamaged = !set && set.error().kind == ApiError::Kind::Malformed;
            const QString aside = isDamaged ? setFileAside(path) : QString();
            combined.listing = listIn(folder);
            combined.listing.isDone = false;
            QString why = tr("“%1” could not be read: %2.")
                              .arg(name, set ? tr("it is no longer there") : set.error().detail);
            if (!aside.isEmpty())
                why += u' ' + tr("Its file is %1 now.").arg(aside);
            combined.listing.problems.prepend(why);
            return combined;
        },
        [this, name, how, &selection, revision = selection.revision(), done = std::move(done)](
            Combined& combined) {
            if (!combined.listing.isDone) {
                adopt(combined.listing);
            } else if (selection.revision() != revision && how != Use::Only) {
                letGoElsewhere(std::move(combined));
                use(name, how, selection, done); // with what was ticked meanwhile
            } else {
                selection.replace(std::move(combined.ids), std::move(combined.names));
                done(combined.used);
            }
        });
}

void SelectionSets::combine(
    Combined& combined, const QList<KeptPerson>& set, Use how, const QList<KeptPerson>& mine)
{
    const auto tick = [&combined](const KeptPerson& person) {
        combined.ids.insert(person.id);
        if (!person.name.isEmpty())
            combined.names.insert(person.id, person.name);
    };
    combined.ids.reserve(mine.size() + set.size());
    combined.used.people.reserve(set.size());
    for (const KeptPerson& person : mine)
        tick(person);
    for (const KeptPerson& person : set) {
        combined.used.people += person.id;
        if (how != Use::TakeOut) {
            tick(person);
        } else {
            combined.ids.remove(person.id);
            combined.names.remove(person.id);
        }
    }
    combined.used.changed = std::abs(combined.ids.size() - mine.size());
}

} // namespace ic
