#pragma once

#include "base/clock.h"
#include "files/keptpeople.h"
#include "models/selection/fileturns.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>

namespace ic {

class SelectionStore;

/// A selection under a name, as the list of them says it.
struct SelectionSet
{
    QString name = {};
    qint64 count = 0;
    QDateTime saved = {}; ///< UTC

    bool operator==(const SelectionSet&) const = default;
};

/// The selections a person keeps of one connection, in the order of their names, which differ in
/// more than case. Each is a file of its own, so that windows and programs that save at the same
/// time lose nothing of each other's, and all see at once what one does. Whatever is asked for is
/// done on another thread; changed() follows, or problem().
class SelectionSets final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostSets = 50;

    /// `folder`: see tenantFolder(); empty = nothing can be kept.
    explicit SelectionSets(const QString& folder, QObject* parent = nullptr);
    /// What is under way is finished; what was removed is then gone for good.
    ~SelectionSets() override;

    bool canKeep() const { return !m_folder.isEmpty(); }
    const QList<SelectionSet>& sets() const { return m_sets; }
    const SelectionSet* find(const QString& name) const;
    bool isFull() const { return m_sets.size() >= MostSets; }

    /// In the place of a set that has the name already; `done` when it is kept.
    void save(const QString& name, KeptPeople people, std::function<void()> done);
    void rename(const QString& name, const QString& newName);
    void remove(const QString& name);
    /// The set that was removed last.
    const std::optional<SelectionSet>& removed() const { return m_removed; }
    void restore();

    enum class Use {
        Only, ///< these and nobody else are ticked
        Add,
        TakeOut,
    };
    struct Used
    {
        QList<IdentityId> people = {}; ///< of the set
        qint64 changed = 0; ///< ticked, or unticked, by it
    };
    /// Ticks or unticks the people of a set, however many, and `done` says what became of it. What
    /// the person ticks meanwhile stays ticked. Add and TakeOut need a selection of single people.
    void use(const QString& name, Use how, SelectionStore& selection,
        std::function<void(const Used& used)> done);

signals:
    void changed();
    /// What could not be done, or was found damaged, in a sentence.
    void problem(const QString& text);

private:
    struct Listing
    {
        QList<SelectionSet> sets = {};
        QStringList problems = {};
        bool isDone = true; ///< what was asked for
    };

    struct Combined
    {
        QSet<IdentityId> ids = {};
        QHash<IdentityId, QString> names = {};
        Used used = {};
        Listing listing = {}; ///< where the set could not be read
    };

    static Listing listIn(const QString& folder);
    /// What `mine` are with the set, or without it.
    static void combine(
        Combined& combined, const QList<KeptPerson>& set, Use how, const QList<KeptPerson>& mine);
    void useWith(const QString& name, Use how, SelectionStore& selection, KeptPeople&& mine,
        std::function<void(const Used& used)> done);
    QString pathOf(const QString& name) const;
    QString removedPath() const;
    /// `work` returns what went wrong, as a sentence; then the list is read anew.
    void change(const std::function<QString()>& work, const std::function<void()>& done = {});
    void list();
    void adopt(const Listing& listing);

    const QString m_folder;
    QList<SelectionSet> m_sets;
    std::optional<SelectionSet> m_removed;
    QFileSystemWatcher m_watcher; ///< what other windows and programs do
    bool m_isListing = false;
    bool m_isOutdated = false; ///< something was changed while the list was read
    FileTurns m_files;
};

} // namespace ic
