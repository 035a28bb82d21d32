#include "operations/operations.h"

#include "operations/deleteidentity.h"
#include "operations/inviteidentities.h"
#include "operations/processidentities.h"
#include "operations/resetidentity.h"
#include "operations/sendverification.h"
#include "operations/synchronizeattributes.h"

namespace ic {

const QList<const Operation*>& operations()
{
    static const QList<const Operation*> all {
        &processIdentities(),
        &synchronizeAttributes(),
        &inviteIdentities(),
        &sendVerification(),
        &resetIdentity(),
        &deleteIdentity(),
    };
    return all;
}

const Operation* operationWithKey(QStringView key)
{
    for (const Operation* operation : operations()) {
        if (operation->key == key)
            return operation;
    }
    return nullptr;
}

const Operation* operationWithCommand(QStringView command)
{
    for (const Operation* operation : operations()) {
        if (operation->command == command)
            return operation;
    }
    return nullptr;
}

} // namespace ic
