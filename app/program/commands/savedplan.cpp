#include "program/commands/operationorder.h"

#include "operations/operations.h"
#include "program/commands/jobtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SavedPlan)
};

constexpr int Version = 1;
const QString Format = u"identity-console plan"_s;

BulkTarget targetOf(const QJsonObject& object)
{
    return { .id = IdentityId(object[u"id"].toString()),
        .name = object[u"name"].toString(),
        .account = object[u"account"].toString() };
}

} // namespace

QByteArray toJson(const SavedPlan& saved)
{
    const BulkPlan& plan = saved.plan;
    QJsonArray targets;
    for (const BulkTarget& target : plan.targets)
        targets += personObject(target);
    QJsonArray leftOut;
    for (const SkippedTarget& one : plan.skipped)
        leftOut += leftOutObject(one);
    QJsonArray included;
    for (const SkipReason reason : saved.included)
        included += skipReasonKey(reason);
    return QJsonDocument(
        QJsonObject { { u"format"_s, Format }, { u"version"_s, Version },
            { u"operation"_s, plan.operation->key },
            { u"parameters"_s, QJsonDocument::fromJson(plan.parameters.toJson()).object() },
            { u"host"_s, plan.host }, { u"tenant"_s, plan.profile }, { u"by"_s, plan.actor },
            { u"made"_s, saved.made.toString(Qt::ISODate) }, { u"include"_s, included },
            { u"targets"_s, targets }, { u"leftOut"_s, leftOut } })
        .toJson();
}

std::optional<SavedPlan> savedPlanFromJson(const QByteArray& json, QString* problem)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object[u"format"].toString() != Format) {
        *problem = Texts::tr("It is no plan that --plan has written.");
        return std::nullopt;
    }
    SavedPlan saved;
    BulkPlan& plan = saved.plan;
    plan.operation = operationWithKey(object[u"operation"].toString());
    const auto parameters = plan.operation == nullptr
        ? std::nullopt
        : BulkParameters::fromJson(
            QJsonDocument(object[u"parameters"].toObject()).toJson(QJsonDocument::Compact),
            *plan.operation);
    if (object[u"version"].toInt() != Version || !parameters) {
        *problem = Texts::tr("Another version of the program has written it.");
        return std::nullopt;
    }
    plan.parameters = *parameters;
    plan.host = object[u"host"].toString();
    plan.profile = object[u"tenant"].toString();
    plan.actor = object[u"by"].toString();
    saved.made = QDateTime::fromString(object[u"made"].toString(), Qt::ISODate);
    for (const QJsonValue& reason : object[u"include"].toArray()) {
        if (const auto known = skipReasonFromKey(reason.toString()))
            saved.included.insert(*known);
    }
    for (const QJsonValue& target : object[u"targets"].toArray())
        plan.targets += targetOf(target.toObject());
    for (const QJsonValue& one : object[u"leftOut"].toArray()) {
        const QJsonObject left = one.toObject();
        plan.skipped += { targetOf(left),
            skipReasonFromKey(left[u"reason"].toString()).value_or(SkipReason::NotChecked),
            left[u"why"].toString() };
    }
    const bool isBroken = plan.host.isEmpty()
        || std::ranges::any_of(
            plan.targets, [](const BulkTarget& target) { return target.id.isEmpty(); });
    if (isBroken) {
        *problem = Texts::tr("It is not whole.");
        return std::nullopt;
    }
    return saved;
}

} // namespace ic
