#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace ic::demo {

/// A client id of the tenant, and what its tokens may do.
struct Client
{
    QString id;
    QString secret;
    bool hasUser = true; ///< false: an API client, whose tokens act for nobody
    QString userName; ///< with a user
    QString identityId; ///< with a user
    QStringList userLevels; ///< e.g. ORG_ADMIN
    QSet<QString> scopes; ///< "sp:scopes:all" stands for every scope
};

/// A client id without a secret, with which people sign in with a browser.
struct PublicClient
{
    QString id;
    QString redirectUri; ///< a request has to name exactly this one
    QString landing; ///< where the browser is sent to
};

/// Somebody who can sign in with a browser.
struct Person
{
    QString displayName;
    QString mayDo; ///< in words, for the page
    Client rights; ///< no id and no secret: those are the program's
};

} // namespace ic::demo
