#pragma once

#include "api/apiclient.h"
#include "models/lists/listmatch.h"
#include "reading/background.h"

#include <QObject>

#include <map>
#include <memory>

namespace ic {

/// Looks the entries of a list up in the tenant: reads the text on a thread of its own, then asks
/// in the bulk lane, a few requests at a time. What was found stays when something fails, and
/// resume() goes on from there. Destroying it cancels everything.
class ListLookup final : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Idle, ///< nothing was asked yet
        Reading, ///< the text is being taken apart
        Asking,
        Done,
        Refused, ///< list().problem says why nothing was asked
        Failed, ///< error() says why
        Stopped, ///< by stop()
    };

    static constexpr int MostOutstanding = 8;

    explicit ListLookup(ApiClient& client, QObject* parent = nullptr);
    ~ListLookup() override;

    /// Begins anew; what was found before is forgotten.
    void start(const QString& text, const ListOptions& options);
    /// Withdraws what is under way; what was found stays.
    void stop();
    /// Goes on after Failed or Stopped.
    void resume();

    Stage stage() const { return m_stage; }
    bool isRunning() const { return m_stage == Stage::Reading || m_stage == Stage::Asking; }
    const ApiError& error() const { return m_error; }
    const ParsedList& list() const { return m_list; }
    /// What is known so far; complete when Done.
    const MatchReport& report() const { return m_report; }
    /// Different entries that are decided, and of how many.
    qint64 settled() const { return m_match ? m_match->settled() : 0; }
    qint64 total() const { return m_match ? m_match->total() : 0; }

signals:
    /// Another stage, and with it another report().
    void changed();
    void progressed();

private:
    struct UnderWay
    {
        ListMatch::Batch batch;
        ApiClient::CallId call = 0;
    };
    struct ReadList
    {
        ParsedList list = {};
        std::unique_ptr<ListMatch> match = {}; ///< unless there is a problem
    };

    void enter(Stage stage);
    void onRead(ReadList& read);
    void askMore();
    void send(ListMatch::Batch batch);
    void onAnswer(quint64 number, const Expected<QList<Identity>>& answer);
    void fail(const ApiError& error);
    void withdraw();

    ApiClient& m_client;
    Background<ReadList> m_reading;
    ParsedList m_list;
    std::unique_ptr<ListMatch> m_match;
    std::map<quint64, UnderWay> m_underWay;
    quint64 m_lastNumber = 0;
    int m_refusals = 0; ///< entries the tenant did not take
    MatchReport m_report;
    Stage m_stage = Stage::Idle;
    ApiError m_error;
};

} // namespace ic
