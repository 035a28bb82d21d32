#include "program/commands/operationpreview.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/operations/operationcost.h"
#include "profile/settings.h"
#include "program/commands/jobtext.h"

#include <QJsonArray>

#include <map>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// Shown of each group; --json and --plan have them all.
constexpr qsizetype MostShown = 20;

QString moreText(qsizetype count)
{
    return count <= MostShown ? QString()
                              : OperationPreview::tr("    … and %1 more; --json names everybody.")
                                    .arg(numberText(count - MostShown))
            + u'\n';
}

std::map<SkipReason, QList<SkippedTarget>> byReason(const BulkPlan& plan)
{
    std::map<SkipReason, QList<SkippedTarget>> groups;
    for (const SkippedTarget& one : plan.skipped)
        groups[one.reason] += one;
    return groups;
}

} // namespace

OperationPreview::OperationPreview(
    const BulkPlan& plan, const Tenant& tenant, const QStringList& remarks)
    : m_plan(plan)
    , m_tenant(tenant)
    , m_remarks(remarks)
{
}

QString OperationPreview::text(const NetStatus& status) const
{
    const Operation& operation = *m_plan.operation;
    const bool everybody = m_plan.parameters.allUninvited;
    QString text = tr("%1: %2 on %3 (%4)", "a verb, whom, a tenant, what it is for")
                       .arg(operation.title,
                           everybody ? operation.tenantsChoice->people : identitiesText(reach()),
                           shownLine(m_tenant.name), environmentWord(m_tenant.environment))
        + u'\n';
    for (const QString& remark : m_remarks)
        text += remark + u'\n';
    for (const EffectLine& line : operation.effectsWith(m_plan.parameters))
        text += u"  "_s + line.text + u'\n';
    if (!m_plan.targets.isEmpty())
        text += tr("They are:") + u'\n';
    for (const BulkTarget& target : m_plan.targets.first(std::min(reach(), qint64(MostShown))))
        text += u"    "_s + personText(target) + u'\n';
    text += moreText(m_plan.targets.size());
    for (const auto& [reason, skipped] : byReason(m_plan)) {
        text += tr("Left out, %1: %2", "a reason, a number")
                    .arg(skipReasonText(reason), numberText(skipped.size()))
            + u'\n';
        for (const SkippedTarget& one : skipped.first(std::min(skipped.size(), MostShown))) {
            text += u"    "_s + personText(one.target)
                + (one.detail.isEmpty() ? QString() : u": "_s + shownLine(one.detail)) + u'\n';
        }
        text += moreText(skipped.size());
    }
    if (everybody || reach() > 0)
        text += operationCostText(m_plan, status) + u'\n';
    return text;
}

QString OperationPreview::json() const
{
    QString text;
    for (const BulkTarget& target : m_plan.targets) {
        QJsonObject object = personObject(target);
        object.insert(u"event"_s, u"target"_s);
        text += jsonLine(object);
    }
    QJsonObject reasons;
    for (const auto& [reason, skipped] : byReason(m_plan)) {
        reasons.insert(skipReasonKey(reason), skipped.size());
        for (const SkippedTarget& one : skipped) {
            QJsonObject object = leftOutObject(one);
            object.insert(u"event"_s, u"leftOut"_s);
            text += jsonLine(object);
        }
    }
    return text
        + jsonLine({ { u"event"_s, u"preview"_s }, { u"operation"_s, m_plan.operation->key },
            { u"tenant"_s, m_tenant.name }, { u"host"_s, m_plan.host },
            { u"environment"_s, environmentWord(m_tenant.environment) }, { u"count"_s, reach() },
            { u"leftOut"_s, m_plan.skipped.size() }, { u"reasons"_s, reasons },
            { u"requests"_s, requestCount(m_plan) }, { u"expectedMs"_s, expectedMs(m_plan) },
            { u"remarks"_s, QJsonArray::fromStringList(m_remarks) } });
}

/// Of a plan that was saved: everybody in it, whoever is left out by now.
qint64 OperationPreview::countToSay(const OperationOrder& order) const
{
    return order.saved                   ? order.saved->plan.targets.size()
        : m_plan.parameters.allUninvited ? 1
                                         : reach();
}

bool OperationPreview::isNumberAskedFor() const
{
    const int from = Settings(Settings::defaultPath()).number(Setting::ConfirmFrom);
    return from > 0 && reach() >= from;
}

bool OperationPreview::mayBeYourself(const SignedIn& who) const
{
    return m_plan.operation->sparesYourself() && who.identity.isEmpty();
}

QString OperationPreview::howToRun(const OperationOrder& order, const SignedIn& who) const
{
    QString switches = u"--yes"_s;
    if (m_plan.operation->isDestructive || isNumberAskedFor())
        switches += u" --count %1"_s.arg(countToSay(order));
    if (m_tenant.environment == Environment::Production)
        switches += u" --tenant %1"_s.arg(m_tenant.name);
    if (mayBeYourself(who))
        switches += tr(" and, if you are not among them, --not-me", "behind other switches");
    return tr("Nothing was changed. To do it, add %1").arg(switches);
}

QString OperationPreview::whyNotConfirmed(const OperationOrder& order, const SignedIn& who) const
{
    const qint64 count = countToSay(order);
    if (order.count && *order.count != count) {
        return tr("--count says %1, and it is about %2. Nothing was changed.")
            .arg(numberText(*order.count), numberText(count));
    }
    if (!order.count && isNumberAskedFor()) {
        return tr("The settings ask for the number of so many: --count %1 is needed.")
            .arg(QString::number(count));
    }
    if (mayBeYourself(who) && !order.notMe) {
        return tr("The tenant does not say whose token it is. If you are not among them, say so "
                  "with --not-me.");
    }
    return {};
}

} // namespace ic
