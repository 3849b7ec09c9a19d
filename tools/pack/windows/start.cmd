@echo off
rem Serves the office whose data are beside this script; TONGXIN_DATA and PORT name others. More options go on to serve.
setlocal
if not defined TONGXIN_DATA set "TONGXIN_DATA=%~dp0data\office"
if not defined PORT set PORT=4600
call "%~dp0tongxin.cmd" serve --data "%TONGXIN_DATA%" --port %PORT% %*
