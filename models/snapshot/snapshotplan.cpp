#include "models/snapshot/snapshotplan.h"

#include "base/abouttime.h"
#include "base/wording.h"
#include "models/export/exportsubject.h"
#include "models/filter/namedview.h"
#include "models/operations/operationcost.h"
#include "models/snapshot/snapshotwords.h"
#include "reading/correlation.h"
#include "reading/pagechain.h"
#include "snapshot/snapshotfacts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::SnapshotPlan)
};

SnapshotSubject subjectOf(const IdentityQuery& query)
{
    SnapshotSubject subject { .who = query.list(), .words = NamedView { .query = query }.words() };
    subject.who.sorters.clear(); // by name, which nobody changes while it is read
    return subject;
}

/// Each has some rows of the one before it, and a last one that is full is followed by a look.
qint64 pagesOf(qint64 count)
{
    const qint64 page = ListIdentities::maxLimit;
    return count < page ? 1 : (count - page) / (page - PageChain::SmallestOverlap) + 2;
}

} // namespace

SnapshotSubject SnapshotSubject::everybody()
{
    return subjectOf({ .scope = IdentityScope::All });
}

std::optional<SnapshotSubject> SnapshotSubject::shown(const ExportView& view)
{
    if (!view.query.onlyIds.isEmpty() || view.query.snapshot)
        return std::nullopt;
    SnapshotSubject subject = subjectOf(view.query);
    subject.count = view.total;
    return subject;
}

SnapshotSubject SnapshotSubject::again(const SnapshotFacts& facts)
{
    SnapshotSubject subject = subjectOf(queryOf(facts));
    subject.count = facts.count;
    return subject;
}

qint64 SnapshotSubject::requests() const
{
    if (count < 0)
        return 0;
    // The second part may begin with a page that is not full, and both are counted before and
    // after.
    return pagesOf(count) + (partsByCorrelation(who).size() > 1 ? 3 : 0);
}

QString SnapshotSubject::costText(const NetStatus& status) const
{
    const qint64 most = requests();
    return Texts::tr("%1: %2, %3", "how many identities: how many requests, about how long")
        .arg(identitiesText(count), Texts::tr("%Ln requests", "%Ln request", pluralCount(most)),
            aboutText(jobMs(most, 1, status)));
}

ExportPlan snapshotJob(const SnapshotSubject& whom, const QString& path)
{
    ExportPlan plan {
        .request = { .who = whom.who, .format = ExportFormat::Snapshot, .path = path },
        .record = { .whom = whom.words, .filters = whom.who.filters, .path = path },
    };
    plan.record.how.format = ExportFormat::Snapshot;
    return plan;
}

} // namespace ic
