#include "profile/profile.h"

#include <QUuid>

namespace ic {

ProfileId newProfileId()
{
    return ProfileId(QUuid::createUuid().toString(QUuid::WithoutBraces));
}

} // namespace ic
