#include "program/commands/snapshotcommand.h"

#include "profile/snapshotplace.h"
#include "program/commands/exportarguments.h"
#include "program/commands/exportcommand.h"
#include "program/commands/snapshotsource.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SnapshotCommand)
};

QList<Argument> arguments()
{
    QList<Argument> who = whoArguments();
    who.removeIf([](const Argument& one) { return one.name == u"sort"; });
    return QList<Argument> {
        { .name = u"output"_s,
            .value = u"FILE"_s,
            .help = Texts::tr(
                "the file to write, which stays until you delete it. Without it: the snapshots of "
                "the connection, which has to keep them for days; of more than two the oldest "
                "goes"),
            .isFile = true },
        { .name = u"on-network-share"_s,
            .help = Texts::tr("write it also where others may read it: to a network share") },
    }
    + who + TenantWish::arguments();
}

std::unique_ptr<CommandRun> make(const Arguments& given, QString* problem)
{
    const TenantWish tenant = TenantWish::of(given);
    ExportRequest request { .format = ExportFormat::Snapshot, .path = given.text(u"output"_s) };
    *problem = readWho(given, request.who);
    std::shared_ptr<SnapshotPlace> place;
    if (problem->isEmpty() && request.path.isEmpty()) {
        place = snapshotsOf(tenant.profile, problem);
        if (place && place->keepDays() == 0) {
            *problem = Texts::tr("Snapshots of %1 go when the program ends. Name a file with "
                                 "--output, or choose in Connections how long they are kept.")
                           .arg(tenant.profile);
        }
    }
    if (!problem->isEmpty())
        return nullptr;
    const QString folder = place ? place->folder() : QFileInfo(request.path).absolutePath();
    const QString share = networkShareOf(folder);
    if (!share.isEmpty() && !given.has(u"on-network-share"_s)) {
        *problem = Texts::tr("%1 is on a network share (%2). A snapshot holds personal data; it is "
                             "written there with --on-network-share.")
                       .arg(folder, share);
        return nullptr;
    }
    if (place)
        request.path = place->newPath();
    if (request.path.isEmpty()) {
        *problem = Texts::tr("The folder %1 cannot be written.").arg(folder);
        return nullptr;
    }
    return std::make_unique<ExportRun>(tenant, request, [place] {
        if (place)
            place->keepLast();
    });
}

} // namespace

Subcommand snapshotCommand()
{
    return { .name = u"snapshot"_s,
        .family = u"snapshot"_s,
        .purpose = Texts::tr("Reads identities once, with all their attributes, into a file that "
                             "answers any question about them."),
        .notes = { Texts::tr(
            "The file holds personal data. It is readable by its owner alone and appears under its "
            "name only when it is complete. `list` and `export` read it with --from-snapshot.") },
        .arguments = arguments(),
        .make = make };
}

} // namespace ic
