-- For wrk: each connection asks, waits, asks again, so that the machine is not at its limit and what is measured is waiting.
function delay() return 20 end
