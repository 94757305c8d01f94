%% Asks between two Erlang nodes: one answers, the other measures and is told what on its input.
-module(otp).
-export([main/0]).

main() ->
    case init:get_plain_arguments() of
        ["serve"] -> serve();
        ["ask", Server] -> ask(list_to_atom(Server))
    end.

serve() ->
    register(echo, self()),
    io:format("ready~n"),
    answer().

answer() ->
    receive
        {From, Ref, Message} -> From ! {Ref, Message}
    end,
    answer().

ask(Node) ->
    true = net_kernel:connect_node(Node),
    io:format("ready~n"),
    command({echo, Node}).

command(Server) ->
    case io:get_line("") of
        eof ->
            halt();
        Line ->
            [What, Milliseconds] = string:lexemes(Line, " \n"),
            io:format("~p~n", [measure(What, Server, list_to_integer(Milliseconds))]),
            command(Server)
    end.

message() ->
    #{id => 421337, topic => <<"reading">>, text => <<"one small step for a queue">>, score => 0.75}.

%% Answers per second with 1,000 asks under way.
measure("flood", Server, Milliseconds) ->
    Begun = now_us(),
    [send(Server) || _ <- lists:seq(1, 1000)],
    Answered = flood(Server, Begun + Milliseconds * 1000, 0),
    Answered * 1000000 / (now_us() - Begun);
%% Microseconds of one ask at a time.
measure(What, Server, Milliseconds) ->
    Times = lists:sort(pace(Server, now_us() + Milliseconds * 1000, [])),
    Share = case What of "median" -> 0.5; "p99" -> 0.99 end,
    lists:nth(max(1, ceil(length(Times) * Share)), Times).

flood(Server, End, Answered) ->
    receive
        {_, _} -> ok
    end,
    case now_us() < End of
        true ->
            send(Server),
            flood(Server, End, Answered + 1);
        false ->
            rest(999),
            Answered + 1000
    end.

rest(0) -> ok;
rest(Left) ->
    receive
        {_, _} -> rest(Left - 1)
    end.

pace(Server, End, Times) ->
    Begun = erlang:monotonic_time(nanosecond),
    send(Server),
    receive
        {_, _} -> ok
    end,
    Answered = erlang:monotonic_time(nanosecond),
    case Answered div 1000 < End of
        true -> pace(Server, End, [(Answered - Begun) / 1000 | Times]);
        false -> [(Answered - Begun) / 1000 | Times]
    end.

send(Server) -> Server ! {self(), make_ref(), message()}.

now_us() -> erlang:monotonic_time(microsecond).
