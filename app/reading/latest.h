#pragma once

#include <QtGlobal>

#include <utility>

namespace ic {

/// Tells the answer to the newest question from the answers to older ones, which are stale.
/// Belongs to whoever asks, and lives as long as answers can come.
class Latest
{
public:
    /// Another question: whatever was asked before is stale.
    void renew() { ++m_question; }
    /// The callback `answer`, which does nothing once it is stale.
    template <class Answer> auto only(Answer answer) const
    {
        return [this, question = m_question, answer = std::move(answer)](auto&&... values) {
            if (question == m_question)
                answer(std::forward<decltype(values)>(values)...);
        };
    }

private:
    quint64 m_question = 0;
};

} // namespace ic
