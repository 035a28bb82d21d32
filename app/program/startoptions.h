#pragma once

#include "profile/signinkind.h"
#include "program/subcommand.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace ic {

/// What the command line asks of the window.
struct StartOptions
{
    enum class Wish { Run, Help, Version, VersionJson };

    Wish wish = Wish::Run;
    bool demo = false;
    std::optional<int> demoIdentities = {};
    SignInKind demoSignIn = SignInKind::ClientSecret; ///< or Browser
    QString profile = {}; ///< name or id of a connection; empty = none named
    bool readOnly = false; ///< nothing can be changed, whatever the lock says

    bool operator==(const StartOptions&) const = default;
};

/// The program without a command: its window.
Subcommand windowCommand();
/// Reads the arguments, without the program's name. nullopt with a sentence if they make no sense.
std::optional<StartOptions> parseStartOptions(const QStringList& arguments, QString* problem);

} // namespace ic
