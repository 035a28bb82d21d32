#pragma once

#include "base/secret.h"
#include "profile/profile.h"

#include <QProcessEnvironment>

namespace ic {

/// A connection that another tool of SailPoint keeps on this computer.
struct ImportOffer
{
    QString source = {}; ///< where it was read, for people: "~/.sailpoint/config.yaml, prod"
    Profile profile = {}; ///< without an id; its name is a proposal
    Secret secret = {}; ///< empty where the tool keeps it elsewhere
    QString note = {}; ///< one sentence about what is missing or unusual; may be empty
    bool isUsable = true; ///< false: `note` says why it cannot be taken over

    bool operator==(const ImportOffer&) const = default;
};

/// Where to look.
struct ImportPlaces
{
    QProcessEnvironment environment = {}; ///< SAIL_BASE_URL, SAIL_CLIENT_ID, SAIL_CLIENT_SECRET
    QStringList configJson = {}; ///< files of SailPoint's SDKs: BaseURL, ClientId, ClientSecret
    QString cliYaml = {}; ///< SailPoint CLI's config.yaml

    /// Those of this user: config.json in the working folder and in ~/.sailpoint,
    /// ~/.sailpoint/config.yaml.
    static ImportPlaces ofThisUser();
};

/// Reads what is there and changes nothing. A file that cannot be read becomes an offer that is not
/// usable and says why; one that is not there becomes none.
QList<ImportOffer> findImports(const ImportPlaces& places);

} // namespace ic
