#pragma once

#include "demo/client.h"
#include "demo/exchange.h"

namespace ic::demo {

// What a person sees in the browser: HTML without script, every text escaped, kept by nobody.

/// Who wants to sign in: `attempt` and the name of a person, or no name, are posted to
/// /oauth/authorize.
Answer peoplePage(const QString& tenantName, const QString& attempt, const PublicClient& client,
    const QList<Person>& people);

/// Where codePage() is, in place of SailPoint's own.
inline const QByteArray CodePagePath = QByteArrayLiteral("/sailapps");

/// What SailPoint's page for its command line tool shows of the query it is called with: the
/// confirmation code and the text for the program, or why there is none.
Answer codePage(const QHash<QString, QString>& query);

/// 400: a sign-in that cannot go on, and that no program can be told of.
Answer problemPage(const QString& problem);

} // namespace ic::demo
