#pragma once

#include "demo/tenantconfig.h"

#include <QRandomGenerator>

namespace ic::demo {

class Directory;

/// The others who work in the tenant at the same time: deletes identities and adds new ones while
/// lists are read.
class Churn
{
public:
    /// The same plan and seed give the same changes.
    Churn(const ChurnPlan& plan, quint64 seed);

    /// A page of a list was answered; changes the directory when it is time.
    void listAnswered(Directory& directory, qint64 nowMs);

private:
    ChurnPlan m_plan;
    QRandomGenerator m_random;
    int m_lists = 0;
};

} // namespace ic::demo
