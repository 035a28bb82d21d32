#include "program/commands/snapshotsource.h"

#include "models/snapshot/snapshotwords.h"
#include "net/apibase.h"
#include "profile/connectionfolder.h"
#include "profile/profilestore.h"
#include "program/tenantfinder.h"
#include "snapshot/snapshot.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SnapshotSource)
};

const QString LatestSnapshot = u"latest"_s;

} // namespace

std::shared_ptr<SnapshotPlace> snapshotsOf(const QString& profile, QString* problem)
{
    static const SystemClock clock;
    const ProfileStore store(ProfileStore::defaultPath());
    const auto found = store.named(profile);
    if (!found) {
        *problem = profile.isEmpty()
            ? Texts::tr("Only a connection has a place for snapshots: name one with --profile, or "
                        "a file.")
            : Texts::tr("There is no connection \"%1\".").arg(profile);
        return nullptr;
    }
    const std::optional<ApiBase> base = ApiBase::fromText(found->apiBase, problem);
    if (!base)
        return nullptr;
    const QString root = defaultRootOf(u"snapshots"_s);
    if (store.problem().isEmpty()) // or nobody knows now for how long others are kept
        removeLeftSnapshots(root, store.profiles(), clock.utcNow());
    return std::make_shared<SnapshotPlace>(
        SnapshotPlace::Options { .root = root,
            .profile = found->id.text(),
            .tenant = { .host = base->displayHost(), .environment = found->environment },
            .keepDays = found->snapshotDays },
        clock);
}

Argument fromSnapshotArgument()
{
    return { .name = u"from-snapshot"_s,
        .value = u"FILE"_s,
        .help = Texts::tr("read a snapshot and not the tenant: filters and orders may be about any "
                          "field and attribute. `latest`: the newest that the connection of "
                          "`--profile` keeps"),
        .isFile = true };
}

std::shared_ptr<Snapshot> readFromSnapshot(const Arguments& given, QString* problem)
{
    QString path = given.text(u"from-snapshot"_s);
    if (path.isEmpty())
        return nullptr;
    if (path == LatestSnapshot) {
        const auto place = snapshotsOf(TenantWish::of(given).profile, problem);
        if (!place)
            return nullptr;
        const QList<KeptSnapshot> kept = place->kept();
        if (kept.isEmpty()) {
            *problem = Texts::tr("No snapshot of it is kept.");
            return nullptr;
        }
        path = kept.constFirst().path;
    } else if (given.has(u"profile"_s) || given.has(u"demo"_s)) {
        *problem = Texts::tr("A snapshot is a file, whatever the tenant: leave out --profile and "
                             "--demo.");
        return nullptr;
    }
    const Snapshot::Opened opened = Snapshot::openHere(path, {});
    if (!opened) {
        *problem = unreadableText(opened.error());
        return nullptr;
    }
    return *opened;
}

} // namespace ic
